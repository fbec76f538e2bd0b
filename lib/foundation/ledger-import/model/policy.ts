import { hasRole } from '@/lib/kernel/actor'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

export interface ImportSubject {
  /** Who uploaded the file; null for one that came through the command line. */
  readonly startedBy: string | null
}

const staff = ['intake', 'space', 'finance', 'service'] as const

export const importPolicy = {
  'import.list': (actor) => (hasRole(actor, ...staff) ? allow : deny(NOT_YOURS)),
  'import.preview': (actor) => (hasRole(actor, ...staff) ? allow : deny(NOT_YOURS)),
  // a ledger changes hundreds of rows at once: the person who uploaded it is not the one who lets it in
  'import.commit': (actor, subject) => {
    if (!actor || !hasRole(actor, ...staff)) return deny(NOT_YOURS)
    return actor.userId === subject.startedBy ? deny('import.needs_second') : allow
  },
} satisfies Policy<ImportSubject>
