import 'server-only'
import { type PublicLine, publicLine } from '../model/line'
import { type ReadyCase, stoodFor } from './ready'

const projectOf = (data: unknown): string => {
  const project = (data as { project?: { name?: string } } | null)?.project
  return project?.name ?? ''
}

/** What the public will read of a case: the figures the meeting stood for, the names masked. */
export function lineOf(row: ReadyCase & { readonly measure: { readonly name: string; readonly caseKind: string | null } }): (applicant: string) => PublicLine {
  const stood = stoodFor(row)
  const money = row.measure.caseKind === 'grant' || row.measure.caseKind === 'loan'
  return (applicant) =>
    publicLine({
      name: applicant,
      others: (row.application.venture?.members ?? []).map((one) => one.name),
      project: projectOf(row.application.data) || row.title,
      support: row.measure.name,
      quantity: money ? null : (stood?.quantity ?? null),
      amountFen: money ? (stood?.amountFen ?? null) : null,
    })
}
