import 'server-only'
import type { RoleCode } from '@/lib/kernel/actor'
import { dateColumn, yearOf } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import { randomToken } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { nextOf } from '@/lib/platform/number-series'
import type { Prisma } from '@/prisma/generated/client'
import { reviewDays } from '../../programme/server/door'
import { type DocumentData, type DocumentKind, formatDocumentNumber, templatedKinds } from '../model/templates'
import { contentFingerprint } from './pdf/fingerprint'
import { breakLines } from './pdf/line-break'
import { artifact, ink, line, newPaper, put, sheet, use } from './pdf/page'

export { drawDocument } from './draw'

/** The pen of the house's papers, for papers that are no documents: no number, no fingerprint, not kept. */
export const drawing = { artifact, breakLines, ink, line, newPaper, put, sheet, use } as const

/** The office that issues; configurable later, one place now. */
export const office = { name: '高新区创新创业服务中心', phone: '0731-5550 0188', address: '智造谷众创中心 A 座 1 层受理大厅' } as const

export interface NewDocument<K extends DocumentKind> {
  readonly kind: K
  /** Null for papers of the office itself, e.g. minutes. */
  readonly caseId: string | null
  readonly personId: string | null
  readonly holderName: string
  /** Who may read it besides holder, team and the staff of its case. */
  readonly readers?: { readonly roles?: readonly RoleCode[]; readonly userIds?: readonly string[] }
  /** The days of 复核 are added from the rules in force. */
  readonly data: Omit<DocumentData[K], 'review'>
}

/** Numbers and records a document in the transaction of the decision it states. The PDF is drawn from this row, byte for byte the same each time. */
export async function issueDocument<K extends DocumentKind>(tx: Tx, ctx: Ctx, document: NewDocument<K>): Promise<{ id: string; number: string }> {
  const today = ctx.clock.today()
  const year = yearOf(today)
  const seq = await nextOf(tx, `document:${document.kind}`, today)
  const number = formatDocumentNumber(document.kind, year, seq)
  const templated = (templatedKinds as readonly string[]).includes(document.kind)
  const data = { ...document.data, ...(templated ? { review: await reviewDays(tx) } : {}) } as unknown as Prisma.InputJsonObject
  const fingerprint = contentFingerprint(document.kind, number, data)
  const { kind, caseId, personId, holderName } = document
  const made = await tx.document.create({
    data: {
      kind,
      year,
      seq,
      number,
      caseId,
      personId,
      holderName,
      data,
      readers: (document.readers ?? {}) as Prisma.InputJsonObject,
      fingerprint,
      code: randomToken(6),
      issuedOn: dateColumn(today),
      issuedBy: ctx.actor?.userId ?? null,
    },
    select: { id: true },
  })
  await recordAudit(tx, ctx, { type: 'document.issued', subject: { kind: 'document', id: made.id }, detail: { number, kind } })
  return { id: made.id, number }
}
