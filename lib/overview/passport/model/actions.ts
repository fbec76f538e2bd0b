import { type CalendarDate, dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'

export interface NextAction {
  readonly key: string
  readonly title: string
  readonly text: string
  readonly href: string
  readonly label: string
  readonly due: { readonly on: CalendarDate; readonly text: string; readonly leftDays: number } | null
}

export interface ActionFacts {
  readonly offers: readonly { readonly caseNo: string; readonly units: readonly string[]; readonly respondBy: Date }[]
  /** Agreements whose next step is this person's, with the day where there is one. */
  readonly agreements: readonly { readonly number: string; readonly title: string; readonly text: string; readonly dueOn?: CalendarDate | undefined }[]
  readonly supplements: readonly { readonly caseNo: string; readonly item: string; readonly asked: readonly string[]; readonly dueOn: CalendarDate | null }[]
  readonly confirmations: readonly { readonly token: string; readonly venture: string; readonly leader: string }[]
  readonly draft: { readonly id: string; readonly title: string; readonly done: number; readonly of: number; readonly unconfirmed: number } | null
}

/** What waits for this person, the nearest deadline first; what has none comes last. `left`: working days until a day. */
export function nextActions(facts: ActionFacts, left: (until: CalendarDate) => number): NextAction[] {
  const due = (on: CalendarDate, text: string) => ({ on, text, leftDays: left(on) })
  const offers = facts.offers.map(({ caseNo, units, respondBy }): NextAction => {
    const day = dateInShanghai(respondBy)
    return {
      key: `offer:${caseNo}`,
      title: `确认 ${units.join('、')}`,
      text: '配租通知书已经发给你。到时间不确认，位置给排在后面的人。',
      href: `/my/cases/${caseNo}`,
      label: '去确认',
      due: due(day, `${formatDateZh(day, { weekday: true })}${formatTimeZh(respondBy)} 前`),
    }
  })
  const agreements = facts.agreements.map(
    ({ number, title, text, dueOn }): NextAction => ({
      key: `agreement:${number}`,
      title,
      text: `资助协议 ${number}：${text}`,
      href: `/my/support/${number}`,
      label: '去看看',
      due: dueOn ? due(dueOn, `${formatDateZh(dueOn, { weekday: true })}前`) : null,
    }),
  )
  const supplements = facts.supplements.map(
    ({ caseNo, item, asked, dueOn }): NextAction => ({
      key: `supplement:${caseNo}`,
      title: asked.length > 0 ? `补 ${asked.length} 份材料：${asked.join('、')}` : `材料补齐了，交回窗口`,
      text: `${item}的窗口已经看过，补上就接着办。`,
      href: `/my/cases/${caseNo}`,
      label: '去补材料',
      due: dueOn ? due(dueOn, `${formatDateZh(dueOn, { weekday: true })}前`) : null,
    }),
  )
  const confirmations = facts.confirmations.map(
    ({ token, venture, leader }): NextAction => ({
      key: `confirm:${token}`,
      title: `确认和${leader}一起申请`,
      text: `「${venture}」的申请等你确认，才能交上去。`,
      href: `/confirm/${token}`,
      label: '去确认',
      due: null,
    }),
  )
  const draft = facts.draft
    ? [
        {
          key: `draft:${facts.draft.id}`,
          title: facts.draft.done === facts.draft.of ? '申请填好了，检查一遍就能交' : '申请还没填完',
          text: `「${facts.draft.title}」填完 ${facts.draft.done} 项，共 ${facts.draft.of} 项${facts.draft.unconfirmed > 0 ? `，等 ${facts.draft.unconfirmed} 人确认` : ''}。`,
          href: `/my/applications/${facts.draft.id}`,
          label: '接着填',
          due: null,
        },
      ]
    : []
  return [...offers, ...supplements, ...agreements, ...confirmations, ...draft].sort((a, b) => (a.due?.on ?? '9999').localeCompare(b.due?.on ?? '9999'))
}
