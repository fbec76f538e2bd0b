// For database tests: a database of their own, the application's role, and contexts for people.
import { createTestDatabase, type TestDatabase } from '@/lib/entry/test-database'
import type { RoleCode } from '@/lib/kernel/actor'
import { calendarDate, instantAt } from '@/lib/kernel/calendar-date'
import { clockAt } from '@/lib/platform/clock'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { closeDatabase, db } from '@/lib/platform/db'
import type { MadePerson } from '@/prisma/factories/people'

let current: TestDatabase | undefined

/** Opens a fresh database and makes it the one that commands use. */
export async function openTestDatabase(): Promise<TestDatabase> {
  current = await createTestDatabase()
  process.env.DATABASE_URL = current.appUrl
  await db.$queryRaw`SELECT 1`
  return current
}

export async function closeTestDatabase(): Promise<void> {
  await closeDatabase()
  await current?.drop()
}

export const at = (day: string, time = '10:00') => clockAt(instantAt(calendarDate(day), time))

/** A context of this person at this moment. */
export function ctxOf(person: MadePerson, roles: readonly RoleCode[], when = at('2026-09-16'), key?: string): Ctx {
  const actor = {
    userId: person.userId,
    personId: person.personId,
    name: person.name,
    roles: new Set(roles),
    departments: new Set<string>(),
    sessionId: 'test',
  }
  return makeCtx(actor, { clock: when, ...(key ? { key } : {}) })
}
