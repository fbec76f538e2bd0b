import type { ApplicationRecord } from './applications'

export type Support = 'desk' | 'flat' | 'loan'

export interface WantedSupport {
  readonly support: Support
  readonly measureCode: string
  readonly quantity: number
  readonly amountFen: bigint | null
}

type Asked = Pick<ApplicationRecord, 'desks' | 'flats' | 'loanFen'>

/** The supports that a row of the ledger asks for; each becomes a case of its own. */
export function supportsOf({ desks, flats, loanFen }: Asked): WantedSupport[] {
  const loan = BigInt(loanFen)
  const all: WantedSupport[] = [
    { support: 'desk', measureCode: 'office', quantity: desks, amountFen: null },
    { support: 'flat', measureCode: 'flat', quantity: flats, amountFen: null },
    { support: 'loan', measureCode: 'loan', quantity: loan > 0n ? 1 : 0, amountFen: loan },
  ]
  return all.filter((one) => one.quantity > 0)
}

/** Fen → yuan with two decimals, as the form keeps it. */
const yuan = (fen: string) => `${BigInt(fen) / 100n}.${String(BigInt(fen) % 100n).padStart(2, '0')}`

type FormSource = Omit<ApplicationRecord, 'idNumber' | 'birthDate'>

/**
 * A row in the shape of the online form, so that the window sees one kind of application. What the ledger does not say
 * (home in the city, property, registered firm, use of the loan) stays empty and is asked for by the window.
 */
export function formOf(record: FormSource): Record<string, Record<string, string>> {
  const want = (n: number) => (n > 0 ? 'yes' : 'no')
  return {
    identity: {
      status: /在校/.test(record.note) ? 'enrolled' : 'graduated',
      idNumber: 'stored',
      degree: record.degree,
      school: record.school,
      major: record.major,
      graduatedOn: record.graduatedOn,
    },
    project: { name: record.name, oneLine: record.oneLine, field: record.field, summary: record.summary, fullTime: String(record.teamSize) },
    desk: { want: want(record.desks), count: record.desks > 0 ? String(record.desks) : '', byWindow: 'no' },
    flat: { want: want(record.flats), detail: record.flats > 0 ? `${record.flats} 间` : '' },
    loan: { want: want(Number(record.loanFen)), amount: record.loanFen === '0' ? '' : yuan(record.loanFen), use: '' },
    coaching: { want: 'no', needs: record.coaching.join('、') },
  }
}
