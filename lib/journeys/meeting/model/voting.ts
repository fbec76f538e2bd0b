// What may be decided with the votes as they stand. The database counts the same again (migration meeting_guards).
import { err, ok, type Result } from '@/lib/kernel/result'

export const votes = ['for', 'against', 'abstain'] as const
export type Vote = (typeof votes)[number]
export const voteWords: Record<Vote, string> = { for: '赞成', against: '反对', abstain: '弃权' }

export type Outcome = 'concur' | 'reject'
export const outcomeWords: Record<Outcome, string> = { concur: '同意', reject: '不同意' }

export interface Tally {
  readonly for: number
  readonly against: number
  readonly abstain: number
}

export const tallyOf = (cast: readonly Vote[]): Tally => ({
  for: cast.filter((vote) => vote === 'for').length,
  against: cast.filter((vote) => vote === 'against').length,
  abstain: cast.filter((vote) => vote === 'abstain').length,
})

export const castIn = (tally: Tally): number => tally.for + tally.against + tally.abstain

/** More than the share of all votes cast, abstentions included; `majorityPercent` from the rule rows. */
export const carried = (tally: Tally, majorityPercent: number): boolean => tally.for * 100 > majorityPercent * castIn(tally)

/** So many voting members must have voted; `quorumPercent` from the rule rows, rounded up, never below one. */
export const quorumOf = (votingMembers: number, quorumPercent: number): number => Math.max(1, Math.ceil((votingMembers * quorumPercent) / 100))

export interface ItemFacts {
  readonly tally: Tally
  readonly quorum: number
  readonly majorityPercent: number
  readonly askedQuantity: number
  /** Fen; null where the support is not money. */
  readonly askedFen: bigint | null
}

export interface Proposal {
  readonly outcome: Outcome
  readonly quantity: number | null
  readonly amountFen: bigint | null
  readonly reason: string
}

export interface VotingFault {
  readonly code: `meeting.${string}`
  readonly params?: Readonly<Record<string, number>>
}

/** The reason where the chair has nothing to add: nothing differs from what was asked. */
export const AS_ASKED = '会议同意，与申请一致'

/** What the item becomes, or why it cannot be closed like this. */
export function decideItem(facts: ItemFacts, proposal: Proposal): Result<Proposal, VotingFault> {
  const { tally, quorum } = facts
  if (castIn(tally) < quorum) return err({ code: 'meeting.no_quorum', params: { present: castIn(tally), quorum } })
  const majority = carried(tally, facts.majorityPercent)
  if (proposal.outcome === 'concur' && !majority) return err({ code: 'meeting.no_majority', params: { for: tally.for, against: tally.against } })
  if (proposal.outcome === 'reject' && majority) return err({ code: 'meeting.majority_for', params: { for: tally.for, against: tally.against } })
  if (proposal.outcome === 'reject')
    return proposal.reason === ''
      ? err({ code: 'meeting.reason_for_reject' })
      : ok({ outcome: 'reject', quantity: null, amountFen: null, reason: proposal.reason })
  const quantity = proposal.quantity ?? facts.askedQuantity
  const amountFen = facts.askedFen === null ? null : (proposal.amountFen ?? facts.askedFen)
  if (quantity < 1 || (amountFen !== null && amountFen < 1n)) return err({ code: 'meeting.amount_missing' })
  if (quantity > facts.askedQuantity || (amountFen !== null && facts.askedFen !== null && amountFen > facts.askedFen))
    return err({ code: 'meeting.more_than_asked' })
  const changed = quantity !== facts.askedQuantity || amountFen !== facts.askedFen
  if (changed && proposal.reason === '') return err({ code: 'meeting.reason_for_change' })
  return ok({ outcome: 'concur', quantity, amountFen, reason: proposal.reason || AS_ASKED })
}

const known: readonly string[] = votes
export const isVote = (text: string): text is Vote => known.includes(text)

const outcomes: readonly string[] = Object.keys(outcomeWords)
export const isOutcome = (text: string | null): text is Outcome => text !== null && outcomes.includes(text)
