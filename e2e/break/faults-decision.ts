// Faults put into the code on purpose. Each must turn the named check red; one that nobody notices is a survivor.
import type { Check, Mutation } from './mutation'

const pool: Check = { project: 'pure', test: 'lib/foundation/panel/model/pool.test.ts' }
const seats: Check = { project: 'db', test: 'lib/foundation/panel/server/seats.db.test.ts' }
const sheetRules: Check = { project: 'pure', test: 'lib/journeys/review/model/sheet.test.ts' }
const sheets: Check = { project: 'db', test: 'lib/journeys/review/server/sheet.db.test.ts' }
const sums: Check = { project: 'pure', test: 'lib/journeys/review/model/aggregate.test.ts' }
const votes: Check = { project: 'pure', test: 'lib/journeys/meeting/model/voting.test.ts' }
const draws: Check = { project: 'db', test: 'lib/foundation/draw/server/draw.db.test.ts' }
const orders: Check = { project: 'pure', test: 'lib/foundation/draw/model/order.test.ts' }
const rounds: Check = { project: 'db', test: 'lib/foundation/programme/server/rounds/rounds.db.test.ts' }

const sheet = 'lib/journeys/review/model/sheet.ts'
const aggregate = 'lib/journeys/review/model/aggregate.ts'
const roundDraft = 'lib/foundation/programme/server/commands/round-draft.ts'

const reviewing: readonly Mutation[] = [
  {
    title: 'a hard relation stays in the pool',
    file: 'lib/foundation/panel/model/pool.ts',
    find: "excluded: reasons.some((reason) => reason.strength === 'hard')",
    replace: 'excluded: false',
    check: pool,
  },
  {
    title: 'an expert is given one sheet more than the day allows',
    file: 'lib/foundation/panel/model/pool.ts',
    find: 'if (one.givenToday + rule.entries > rule.sheetsPerDay)',
    replace: 'if (one.givenToday + rule.entries > rule.sheetsPerDay + 1)',
    check: pool,
  },
  {
    title: 'a substitute with a hard relation',
    file: 'lib/foundation/panel/server/seats.ts',
    find: ' && graph.hardKind(one.personId, applicationId) === null)',
    replace: ')',
    check: seats,
  },
  {
    title: 'a sheet is opened with a hard relation',
    file: 'lib/foundation/panel/model/policy.ts',
    find: "if (subject.hardKind !== null) return deny('review.hard_relation')",
    replace: '',
    check: seats,
  },
  {
    title: 'a score is saved after the lock',
    file: 'lib/journeys/review/server/commands/sheet.ts',
    find: "  if (row.state === 'locked') throw AppError.rule('review.locked')\n  if (row.state !== 'scoring') throw AppError.conflict('review.state_changed', { state: row.state })\n",
    replace: '',
    check: sheets,
  },
  {
    title: 'no word is asked at the upper extreme',
    file: sheet,
    find: 'percentOf(level) < rules.below || percentOf(level) > rules.above',
    replace: 'percentOf(level) < rules.below',
    check: sheetRules,
  },
  {
    title: 'the middle of the others before the lock',
    file: sheet,
    find: 'return own.locked && shown && others.length >= 2',
    replace: 'return shown && others.length >= 2',
    check: sheetRules,
  },
  {
    title: 'the trimmed mean begins one sheet late',
    file: aggregate,
    find: 'totals.length >= trimFrom',
    replace: 'totals.length > trimFrom',
    check: sums,
  },
  {
    title: 'the trimmed mean leaves out the highest alone',
    file: aggregate,
    find: 'meanOf(totals.slice(1, -1))',
    replace: 'meanOf(totals.slice(0, -1))',
    check: sums,
  },
  {
    title: 'exactly the limit of the spread is discussed',
    file: aggregate,
    find: 'result.spread > limit * 100',
    replace: 'result.spread >= limit * 100',
    check: sums,
  },
]

const deciding: readonly Mutation[] = [
  {
    title: 'half of the votes is a majority',
    file: 'lib/journeys/meeting/model/voting.ts',
    find: 'tally.for * 100 > majorityPercent * castIn(tally)',
    replace: 'tally.for * 100 >= majorityPercent * castIn(tally)',
    check: votes,
  },
  {
    title: 'a meeting decides with one member less than its quorum',
    file: 'lib/journeys/meeting/model/voting.ts',
    find: 'if (castIn(tally) < quorum)',
    replace: 'if (castIn(tally) + 1 < quorum)',
    check: votes,
  },
  {
    title: 'a list is frozen before its closing',
    file: 'lib/foundation/draw/server/door.ts',
    find: "if (now < row.closesAt) throw AppError.rule('draw.not_closed', { at: row.closesAt.toISOString() })",
    replace: '',
    check: draws,
  },
  {
    title: 'who draws is the witness',
    file: 'lib/foundation/draw/server/commands/run.ts',
    find: "if (input.witnessName === ctx.actor?.name) throw AppError.invalid({ witnessName: 'draw.witness_is_you' })",
    replace: '',
    check: draws,
  },
  {
    title: 'one place more is drawn than there is',
    file: 'lib/foundation/draw/model/order.ts',
    find: 'rank <= units',
    replace: 'rank <= units + 1',
    check: orders,
  },
  {
    title: 'a published round is changed',
    file: roundDraft,
    find: "if (row.publishedAt) throw AppError.conflict('round.published_already')",
    replace: '',
    check: rounds,
  },
  {
    title: 'a round with applications is taken back',
    file: 'lib/foundation/programme/server/commands/round-publish.ts',
    find: "if ((await tx.application.count({ where: { roundId: row.id } })) > 0) throw AppError.rule('round.frozen')",
    replace: '',
    check: rounds,
  },
]

/** Experts, their sheets, and the meeting that decides. */
export const faultsOfDecision: readonly Mutation[] = [...reviewing, ...deciding]
