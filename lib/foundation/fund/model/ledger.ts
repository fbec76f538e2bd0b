// The words of the fund's books. Amounts are fen as bigint; an account's balance is the sum of its entries.

/** Accounts of a line, in the order in which money walks through them. */
export const lineAccounts = ['available', 'committed', 'contracted', 'disbursed', 'recovered', 'carried'] as const
export type LineAccount = (typeof lineAccounts)[number]

/** `source`: this year's money; `brought`: what comes over from the year before. One pair per fund and year, never above zero. */
export type AccountKind = LineAccount | 'source' | 'brought'

export const accountWords: Readonly<Record<AccountKind, string>> = {
  source: '本年预算来源',
  brought: '上年结转来源',
  available: '可用',
  committed: '承诺',
  contracted: '合同',
  disbursed: '拨付',
  recovered: '收回',
  carried: '结转下年',
}

export const postingKinds = ['open', 'commit', 'contract', 'disburse', 'release', 'recover', 'transfer', 'carry', 'lapse', 'reverse'] as const
export type PostingKind = (typeof postingKinds)[number]

export const postingWords: Readonly<Record<PostingKind, string>> = {
  open: '下达预算',
  commit: '承诺',
  contract: '签订合同',
  disburse: '拨付',
  release: '核减',
  recover: '收回',
  transfer: '调剂',
  carry: '结转下年',
  lapse: '结余收回',
  reverse: '冲正',
}

/** Postings of a case that move money between two accounts of its line. */
export const caseMoves = {
  commit: { from: 'available', to: 'committed' },
  contract: { from: 'committed', to: 'contracted' },
  disburse: { from: 'contracted', to: 'disbursed' },
  recover: { from: 'disbursed', to: 'recovered' },
} as const satisfies Partial<Record<PostingKind, { from: LineAccount; to: LineAccount }>>

export type Balances = Readonly<Record<LineAccount, bigint>>

/** All at zero: a line before its budget. */
export const noBalances: Balances = { available: 0n, committed: 0n, contracted: 0n, disbursed: 0n, recovered: 0n, carried: 0n }

export interface Headroom {
  /** Everything that was ever given to the line and not taken away again. */
  readonly budgetFen: bigint
  readonly committedFen: bigint
  readonly contractedFen: bigint
  /** Paid out and not come back. */
  readonly disbursedFen: bigint
  readonly availableFen: bigint
}

/** A line's budget is the sum of its accounts: money moves between them, none is made. */
export function headroom(balances: Balances): Headroom {
  return {
    budgetFen: lineAccounts.reduce((sum, kind) => sum + balances[kind], 0n),
    committedFen: balances.committed,
    contractedFen: balances.contracted,
    disbursedFen: balances.disbursed,
    availableFen: balances.available,
  }
}
