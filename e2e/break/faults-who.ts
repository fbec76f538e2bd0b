// Faults put into the code on purpose. Each must turn the named check red; one that nobody notices is a survivor.
import type { Check, Mutation } from './mutation'

const authorization: Check = { project: 'db', test: 'lib/entry/authorization.db.test.ts' }
const caseRules: Check = { project: 'pure', test: 'lib/foundation/casework/model/policy.test.ts' }
const wrapper: Check = { project: 'db', test: 'lib/platform/action.db.test.ts' }
const transaction: Check = { project: 'db', test: 'lib/platform/transaction.db.test.ts' }
const rules: Check = { project: 'pure', test: 'lib/kernel/rules.test.ts' }
const casePolicy = 'lib/foundation/casework/model/policy.ts'
const session = 'lib/platform/session.ts'
const action = 'lib/platform/action.ts'

const who: readonly Mutation[] = [
  {
    title: 'staff act on their own case',
    file: casePolicy,
    find: "return mayNotHandle(actor.personId, subject) ? deny('policy.own_case') : allow",
    replace: 'return allow',
    check: caseRules,
  },
  {
    title: 'who accepted also reviews',
    file: casePolicy,
    find: "if (step === 'first_review' && actor.userId === subject.acceptedBy) return deny('policy.accepted_by_you')",
    replace: '',
    check: caseRules,
  },
  {
    title: 'who reviewed also decides',
    file: casePolicy,
    find: "return subject.signers.includes(actor.userId) ? deny('policy.signed_already') : allow",
    replace: 'return allow',
    check: caseRules,
  },
  {
    title: 'whoever is near to a case signs it',
    file: casePolicy,
    find: "if (subject.related?.[actor.personId]) return deny('policy.related_case')",
    replace: '',
    check: caseRules,
  },
  {
    title: 'anybody withdraws a case',
    file: casePolicy,
    find: 'actor !== null && actor.personId === subject.applicantPersonId ? allow',
    replace: 'actor !== null ? allow',
    check: caseRules,
  },
  {
    title: 'anybody submits a form',
    file: 'lib/journeys/application/model/policy.ts',
    find: "'application.submit': (actor, subject) => (actor?.personId === subject.applicantPersonId ? allow",
    replace: "'application.submit': (actor) => (actor ? allow",
    check: authorization,
  },
  {
    title: 'anybody allocates desks',
    file: 'lib/journeys/space/model/policy.ts',
    find: "if (!actor || !hasRole(actor, 'space')) return",
    replace: 'if (!actor) return',
    check: authorization,
  },
  {
    title: 'anybody uncovers identity numbers',
    file: 'lib/foundation/identity/model/policy.ts',
    find: "if (!actor || !hasRole(actor, 'intake')) return",
    replace: 'if (!actor) return',
    check: authorization,
  },
  {
    title: 'one clerk proposes and carries out',
    file: 'lib/foundation/identity/model/policy.ts',
    find: "return actor?.userId === subject.proposedBy ? deny('policy.proposed_by_you') : allow",
    replace: 'return allow',
    check: authorization,
  },
  {
    title: 'a foreign thing is told apart from a missing one',
    file: 'lib/platform/command.ts',
    find: 'throw decision.reason === NOT_YOURS ? AppError.notFound() : AppError.denied(decision.reason)',
    replace: 'throw AppError.denied(decision.reason)',
    check: authorization,
  },
  {
    title: 'refusals are not written down',
    file: action,
    find: "if (known.kind === 'denied' || known.kind === 'not_found' || known.kind === 'rule')",
    replace: 'if (false)',
    check: authorization,
  },
  {
    title: 'an action without a rule is allowed',
    file: 'lib/kernel/policy.ts',
    find: "rule ? rule(actor, subject) : deny('policy.no_rule')",
    replace: 'rule ? rule(actor, subject) : allow',
    check: rules,
  },
]

const wrapping: readonly Mutation[] = [
  {
    title: 'any origin will do',
    file: action,
    find: 'return origin !== null && ownOrigins().includes(origin)',
    replace: 'return true',
    check: wrapper,
  },
  {
    title: 'a missing origin will do',
    file: action,
    find: 'return origin !== null && ownOrigins()',
    replace: 'return origin === null || ownOrigins()',
    check: wrapper,
  },
  { title: 'no session is needed', file: action, find: 'if (!actor && !options.anonymous)', replace: 'if (false)', check: wrapper },
  { title: 'a revoked session goes on', file: session, find: 'row.revokedAt || ', replace: '', check: wrapper },
  { title: 'a disabled account goes on', file: session, find: ' || row.user.disabledAt', replace: '', check: wrapper },
  { title: 'a session counts for another account', file: session, find: ' || row.userId !== userId', replace: '', check: wrapper },
  { title: 'a session never expires', file: session, find: 'row.expiresAt.getTime() <= now || ', replace: '', check: wrapper },
  { title: 'a session never idles out', file: session, find: ' || now - row.lastSeenAt.getTime() > IDLE_MS', replace: '', check: wrapper },
  { title: 'a revoked role still counts', file: session, find: 'grants: { where: { revokedAt: null } }', replace: 'grants: true', check: wrapper },
  {
    title: 'one key for two different inputs',
    file: 'lib/platform/idempotency.ts',
    find: "if (!same) throw AppError.conflict('key_reused')",
    replace: '',
    check: transaction,
  },
  {
    title: 'the same key acts again',
    file: 'lib/platform/idempotency.ts',
    find: 'if (made.count === 0) {',
    replace: 'if (made.count < 0) {',
    check: transaction,
  },
  {
    title: 'jobs with one key pile up',
    file: 'lib/platform/jobs.ts',
    find: 'job_key := ',
    replace: 'job_key := NULL::text || ',
    check: transaction,
  },
  {
    title: 'sessions of the database in its own zone',
    file: 'lib/platform/db.ts',
    find: '-c TimeZone=UTC ',
    replace: '',
    check: { project: 'db', test: 'lib/platform/stack.db.test.ts', only: 'G0.4' },
  },
]

/** Who may do what, and the wrapper around every command. */
export const faultsOfWho: readonly Mutation[] = [...who, ...wrapping]
