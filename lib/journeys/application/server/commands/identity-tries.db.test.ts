import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { idNumberOf } from '@/e2e/support/identity'
import { db } from '@/lib/platform/db'
import { completeDraft } from '@/prisma/factories/drafts'
import { makePerson } from '@/prisma/factories/people'
import { saveSection, startDraft } from './draft'

beforeAll(async () => {
  await openTestDatabase()
})
afterAll(closeTestDatabase)

test('nobody finds out by trying whose identity numbers are registered; saving the same one again is no try', async () => {
  const person = await makePerson(db, '试号人')
  const ctx = ctxOf(person, ['applicant'], at('2026-09-16'))
  const { id } = await startDraft(ctx, {})
  const save = async (n: number) => {
    const { version } = await db.application.findUniqueOrThrow({ where: { id } })
    return saveSection(ctx, { id, section: 'identity', version, values: { ...completeDraft().identity, idNumber: idNumberOf(n) } })
  }
  for (let n = 0; n < 20; n += 1) await save(n)
  for (let n = 0; n < 5; n += 1) await save(19)
  await expect(save(20)).rejects.toMatchObject({ kind: 'rate_limited' })
})
