import 'server-only'
import { z } from 'zod'
import { openCase } from '@/lib/foundation/casework/server/door'
import { notify } from '@/lib/foundation/notification/server/door'
import { materialNeeds } from '@/lib/foundation/programme/server/door'
import { enqueueScreening } from '@/lib/foundation/screening/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { parseYuan } from '@/lib/kernel/money'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { once } from '@/lib/platform/idempotency'
import { measureOf } from '../../model/form-version'
import { applicationPolicy } from '../../model/policy'
import { submitFault } from '../../model/tasks'
import { type ApplicationRow, dataOf, factsOf, findForUpdate, moneyBar, subjectOf, wantedOf } from '../repo'

export const submitSchema = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  truthful: z.literal(true, 'declare.truthful'),
  verification: z.literal(true, 'declare.verification'),
})

export interface Submitted {
  [key: string]: string | { caseNo: string; measure: string; dueOn: string }[]
  id: string
  cases: { caseNo: string; measure: string; dueOn: string }[]
}

/** The count in half-width digits: the form takes ２ as well as 2. */
const quantityOf = (row: ApplicationRow, support: string): number =>
  support === 'desk' ? Number((dataOf(row).desk?.count ?? '1').normalize('NFKC').trim()) : 1

function amountOf(row: ApplicationRow, support: string): bigint | null {
  if (support !== 'loan' && support !== 'grant') return null
  const amount = parseYuan(dataOf(row)[support]?.amount ?? '')
  return amount.ok ? BigInt(amount.value) : null
}

/** Submits the form: each wanted support becomes a case with its own number, checklist and clock, all in one transaction. */
export const submitApplication: Command<z.output<typeof submitSchema>, Submitted> = (ctx, input) =>
  ctx.transaction((tx) =>
    once(tx, ctx, 'application.submit', input, async () => {
      const row = await findForUpdate(tx, input.id)
      const subject = subjectOf(row)
      ctx.assertCan(applicationPolicy, 'application.submit', subject)
      if (subject.state !== 'draft') throw AppError.conflict('application.already_submitted', { at: row.submittedAt?.toISOString() ?? '' })
      if (row.version !== input.version) throw AppError.conflict('draft.stale', { at: row.savedAt.toISOString() })
      if (row.round.closesAt && row.round.closesAt <= ctx.clock.now()) throw AppError.rule('round.closed', { name: row.round.name })
      const fault = submitFault(await factsOf(tx, row))
      if (fault) throw AppError.rule(`application.${fault}`)
      const bar = await moneyBar(tx, row, ctx.clock.today())
      if (bar) throw AppError.rule(`application.${bar.code}`, { until: bar.until })
      const wanted = wantedOf(row)
      const measures = await tx.measure.findMany({ where: { code: { in: wanted.map((key) => measureOf[key]) } } })
      await tx.application.update({
        where: { id: row.id },
        data: { state: 'submitted', data: dataOf(row), submittedAt: ctx.clock.now(), version: row.version + 1 },
      })
      const cases: Submitted['cases'] = []
      let first: string | undefined
      for (const support of wanted) {
        const measure = measures.find((m) => m.code === measureOf[support])
        if (!measure) throw AppError.notFound()
        const made = await openCase(tx, ctx, {
          applicationId: row.id,
          measureCode: measure.code,
          personId: row.personId,
          title: row.venture?.name ?? row.person.name,
          quantity: quantityOf(row, support),
          amountFen: amountOf(row, support),
          phoneTail: (row.person.phone ?? '').slice(-4),
          materials: materialNeeds(measure.materials).map((need) => ({
            key: need.key,
            name: need.name,
            required: need.required,
            fileId: row.files.find((file) => file.purpose === need.key)?.id ?? null,
          })),
        })
        cases.push({ caseNo: made.caseNo, measure: measure.name, dueOn: made.promisedDueOn })
        first ??= made.id
      }
      await enqueueScreening(tx, row.id)
      await recordAudit(tx, ctx, { type: 'application.submitted', subject: { kind: 'application', id: row.id }, detail: { cases: cases.map((c) => c.caseNo) } })
      if (row.person.phone)
        await notify(tx, {
          channel: 'sms',
          recipient: row.person.phone,
          template: 'application.submitted',
          dedupeKey: `submitted:${row.id}`,
          // one message for all numbers: among the applicant's messages it stands at the first
          ...(first ? { caseId: first } : {}),
          body: `申请交上了，办件编号 ${cases.map((c) => c.caseNo).join('、')}。凭编号和手机尾号随时能查进度。`,
        })
      return { id: row.id, cases }
    }),
  )
