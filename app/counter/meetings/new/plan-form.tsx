'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useForm, useWatch } from 'react-hook-form'
import type { z } from 'zod'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { SelectField, TextField } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { Tag } from '@/app/_ui/tag'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { points } from '@/lib/journeys/meeting/model/minutes'
import { planMeetingSchema } from '@/lib/journeys/meeting/model/schema'
import { quorumOf } from '@/lib/journeys/meeting/model/voting'
import type { NewMeetingPage } from '@/lib/journeys/meeting/server/queries'
import { formatYuan } from '@/lib/kernel/money'
import { planMeeting } from '../actions'

type Values = z.input<typeof planMeetingSchema>
const labels = { title: '名称', startsAt: '时间', place: '地点', chairId: '组长', memberIds: '成员', observerIds: '监督员', caseIds: '上会的办件' } as const
type Name = keyof typeof labels
const names = Object.keys(labels) as Name[]

export function PlanMeetingForm({ page, roundId }: { page: NewMeetingPage; roundId: string }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(planMeeting)
  const form = useForm<Values>({
    resolver: zodResolver(planMeetingSchema),
    shouldFocusError: false,
    defaultValues: {
      roundId,
      title: '',
      startsAt: '',
      place: '',
      chairId: page.chairs[0]?.userId ?? '',
      memberIds: page.reviewers.filter((one) => one.scored && one.userId !== page.chairs[0]?.userId).map((one) => one.userId),
      observerIds: page.observers.map((one) => one.userId),
      caseIds: page.cases.map((one) => one.caseId),
    },
  })
  const codeOf = (name: Name) => form.formState.errors[name]?.message ?? failed?.fields[name]
  const error = (name: Name) => (codeOf(name) ? errorText(codeOf(name) ?? '') : undefined)
  const errors = names.flatMap((name) => (error(name) ? [{ fieldId: name, text: `${labels[name]}：${error(name)}` }] : []))
  const chairId = useWatch({ control: form.control, name: 'chairId' })
  const members = useWatch({ control: form.control, name: 'memberIds' })
  const voting = [members].flat().filter(Boolean).length + 1

  const submit = form.handleSubmit(async (values) => {
    const answer = await run({ ...values, memberIds: values.memberIds.filter((id) => id !== values.chairId) })
    if (!answer?.ok) return
    toast('会议召集好了')
    router.push(`/counter/meetings/${answer.value.meetingId}`)
  })

  return (
    <form className="apply adm-form meeting-new" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <div className="adm-cols">
        <section className="card pad20">
          <TextField id="title" label={labels.title} error={error('title')} {...form.register('title')} />
          <TextField id="startsAt" label={labels.startsAt} type="datetime-local" error={error('startsAt')} {...form.register('startsAt')} />
          <TextField id="place" label={labels.place} error={error('place')} {...form.register('place')} />
          <SelectField
            id="chairId"
            label={labels.chairId}
            hint="主持、宣布结果、签会议意见"
            options={page.chairs.map((one) => [one.userId, one.name] as const)}
            error={error('chairId')}
            {...form.register('chairId')}
          />
          <People form={form} name="memberIds" people={page.reviewers.filter((one) => one.userId !== chairId)} error={error('memberIds')} />
          <p className="hint" aria-live="polite">
            连组长 {voting} 人能表决，每项至少 {quorumOf(voting, page.quorumPercent)} 票才能议定；能表决的不能少于 {page.membersLeast} 人。
          </p>
          <People form={form} name="observerIds" people={page.observers} error={error('observerIds')} />
        </section>
        <section className="card pad20">
          <fieldset id="caseIds" className={error('caseIds') ? 'fld e' : 'fld'}>
            <legend className="lab">
              {labels.caseIds}（{page.cases.length} 件可上会）
            </legend>
            <p className="hint">分差大的排在前面，其余按得分从高到低</p>
            {error('caseIds') ? <p className="errmsg">{error('caseIds')}</p> : null}
            {page.cases.map((one) => (
              <label key={one.caseId} className="choice">
                <input type="checkbox" value={one.caseId} {...form.register('caseIds')} />
                <span>
                  {one.code} {one.measure} {one.amountFen === null ? `${one.quantity} 个` : `${formatYuan(BigInt(one.amountFen))} 元`}{' '}
                  {one.discussion ? <Tag kind="warn">分差 {points(one.spread)}</Tag> : null}
                  <small className="c3">
                    {' '}
                    得分 {points(one.value)}，{one.caseNo}
                  </small>
                </span>
              </label>
            ))}
          </fieldset>
        </section>
      </div>
      <Refused failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" aria-disabled={busy}>
          {busy ? '正在召集' : '召集会议'}
        </button>
        <a className="btn sec md" href="/counter/meetings">
          先不开
        </a>
      </p>
    </form>
  )
}

interface PeopleProps {
  form: ReturnType<typeof useForm<Values>>
  name: 'memberIds' | 'observerIds'
  people: NewMeetingPage['reviewers']
  error: string | undefined
}

function People({ form, name, people, error }: PeopleProps) {
  return (
    <fieldset id={name} className={error ? 'fld e' : 'fld'}>
      <legend className="lab">{labels[name]}</legend>
      {error ? <p className="errmsg">{error}</p> : null}
      <div className="pick">
        {people.map((one) => (
          <label key={one.userId} className="choice">
            <input type="checkbox" value={one.userId} {...form.register(name)} />
            <span>
              {one.name}
              {one.scored ? <small className="c3"> 评过这一批</small> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
