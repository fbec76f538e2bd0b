// Faults put into the code on purpose. Each must turn the named check red; one that nobody notices is a survivor.
import type { Check, Mutation } from './mutation'

const digits: Check = { project: 'pure', test: 'lib/kernel/check-digits.test.ts' }
const masking: Check = { project: 'pure', test: 'lib/kernel/masking.test.ts' }
const rules: Check = { project: 'pure', test: 'lib/kernel/rules.test.ts' }
const days: Check = { project: 'pure', test: 'lib/kernel/working-days.test.ts' }
const lint: Check = { project: 'pure', test: 'lib/entry/check-lint.test.ts' }
const doors: Check = { project: 'pure', test: 'e2e/gates/doors.test.ts' }
const layers: Check = { script: 'lib/entry/check.ts' }

const numbers: readonly Mutation[] = [
  {
    title: 'a due date one working day early',
    file: 'lib/kernel/working-days.ts',
    find: 'let left = workingDays\n',
    replace: 'let left = workingDays - 1\n',
    check: days,
  },
  {
    title: 'day zero counts',
    file: 'lib/kernel/working-days.ts',
    find: 'for (let at = addDays(a, 1); at <= b;',
    replace: 'for (let at = a; at <= b;',
    check: days,
  },
  {
    title: 'another weight in the identity number',
    file: 'lib/kernel/identity-number.ts',
    find: '[7, 9, 10, 5, 8, 4, 2, 1,',
    replace: '[7, 9, 10, 5, 8, 4, 1, 2,',
    check: digits,
  },
  {
    title: 'the identity number’s last sign is not looked at',
    file: 'lib/kernel/identity-number.ts',
    find: "if (checkSigns[total % 11] !== number[17]) return err('check_digit')",
    replace: '',
    check: digits,
  },
  { title: 'another weight in the credit code', file: 'lib/kernel/credit-code.ts', find: '[1, 3, 9, 27, 19,', replace: '[1, 3, 9, 19, 27,', check: digits },
  {
    title: 'a weight of one in the case number',
    file: 'lib/kernel/case-number.ts',
    find: '[a, b] = [(a + 3 - b) % 3, (a + b) % 3]',
    replace: '[a, b] = [a, b]',
    check: { project: 'pure', test: 'lib/kernel/case-number.test.ts' },
  },
  {
    title: 'a name is shown whole',
    file: 'lib/kernel/masking.ts',
    find: 'if (signs.length === 2) return ',
    replace: 'if (signs.length === 2) return name || ',
    check: masking,
  },
  { title: 'six digits of a telephone are shown', file: 'lib/kernel/masking.ts', find: 'phone.slice(-4)', replace: 'phone.slice(-6)', check: masking },
  {
    title: 'the birth date of an identity number is shown',
    file: 'lib/kernel/masking.ts',
    find: 'idNumber.slice(0, 3)',
    replace: 'idNumber.slice(0, 10)',
    check: masking,
  },
  {
    title: 'a missing fact is a no',
    file: 'lib/kernel/condition.ts',
    find: "return { answer: 'unknown', missing: leaf.fact }",
    replace: "return { answer: 'no', missing: leaf.fact }",
    check: rules,
  },
  {
    title: 'an illegal event keeps the state',
    file: 'lib/kernel/machine.ts',
    find: 'return next === undefined ? err(',
    replace: 'return next === undefined ? ok(state) : false ? err(',
    check: rules,
  },
]

const house: readonly Mutation[] = [
  { title: 'a server file that a browser may import', file: 'lib/platform/db.ts', find: "import 'server-only'\n", replace: '', check: layers },
  {
    title: 'a model that asks for the time',
    file: 'lib/kernel/actor.ts',
    find: 'export type RoleCode',
    replace: 'export const now = new Date()\nexport type RoleCode',
    check: layers,
  },
  { title: 'a refusal without words', file: 'lib/i18n/errors.ts', find: "  'policy.own_case':", replace: "  'policy.own_cases':", check: layers },
  { title: 'pages may import the database', file: 'biome.json', find: '"**/repo.ts", "**/platform/db"]', replace: '"**/repo.ts"]', check: lint },
  {
    title: 'models may import anything',
    file: 'biome.json',
    find: '"lib/journeys/*/model/**", "!**/*.test.ts"',
    replace: '"lib/journeys/*/modell/**", "!**/*.test.ts"',
    check: lint,
  },
  { title: 'a page without a row in the matrix', file: 'app/unlisted/page.tsx', find: null, replace: 'export default () => null\n', check: doors },
  {
    title: 'an action without a row in the matrix',
    file: 'app/unlisted/actions.ts',
    find: null,
    replace: "'use server'\nexport const x = action('thing.do', schema, command)\n",
    check: doors,
  },
  {
    title: 'a diagram that is out of date',
    file: 'docs/machines/case.md',
    find: '  [*] --> submitted',
    replace: '  [*] --> accepted',
    check: { project: 'pure', test: 'lib/entry/machines.test.ts' },
  },
  {
    title: 'a state without words',
    file: 'lib/foundation/casework/model/machine.ts',
    find: "staff: '待受理'",
    replace: "staff: ''",
    check: { project: 'pure', test: 'lib/entry/machines.test.ts' },
  },
  {
    title: 'an invariant that counts nothing',
    file: 'prisma/invariants.sql',
    find: 'SELECT count(*) FROM audit_first_broken() b WHERE b IS NOT NULL',
    replace: 'SELECT 0',
    check: { project: 'db', test: 'lib/entry/invariants.db.test.ts' },
  },
  {
    title: 'schema and migrations that differ',
    file: 'prisma/schema/platform.prisma',
    find: 'model JobRun {',
    replace: 'model JobRun {\n  extra String?',
    check: { project: 'db', test: 'lib/entry/migrate.db.test.ts', only: 'agree' },
  },
]

/** Numbers, dates and masks, and the rules of the house. */
export const faultsOfHouse: readonly Mutation[] = [...numbers, ...house]
