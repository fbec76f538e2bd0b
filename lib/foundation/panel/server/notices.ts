import 'server-only'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { notify } from '../../notification/server/door'

interface Told {
  /** Person or office to be told, by telephone; without a number nothing is sent. */
  readonly phone: string | null
  readonly key: string
}

async function tell(tx: Tx, to: readonly Told[], template: string, body: string): Promise<void> {
  for (const { phone, key } of to) if (phone) await notify(tx, { channel: 'sms', recipient: phone, template, body, dedupeKey: `${template}:${key}` })
}

/** The observers (监督员) and whoever formed the panel. */
export async function tellObservers(tx: Tx, panelId: string | null, template: string, key: string, body: string): Promise<void> {
  const panel = panelId ? await tx.reviewPanel.findUnique({ where: { id: panelId }, select: { createdBy: true } }) : null
  const users = await tx.user.findMany({
    where: { disabledAt: null, OR: [{ grants: { some: { roleCode: 'observer', revokedAt: null } } }, ...(panel?.createdBy ? [{ id: panel.createdBy }] : [])] },
    select: { id: true, phone: true },
  })
  const to = users.map((user) => ({ phone: user.phone, key: `${key}:${user.id}` }))
  await tell(tx, to, template, body)
}

export interface Invited {
  readonly reviewerId: string
  readonly phone: string | null
}

/** A drawn expert is told that sheets wait for their declaration; never whose. */
export async function tellReviewers(tx: Tx, ctx: Ctx, key: string, reviewers: readonly Invited[], count: number): Promise<void> {
  const to = reviewers.map(({ phone, reviewerId }) => ({ phone, key: `${key}:${reviewerId}` }))
  await tell(tx, to, 'review.invited', `【攀登者】您被抽中评审 ${count} 件申报。请登录签署回避声明和保密承诺，再打开材料。（${ctx.clock.today()}）`)
}
