import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicCaseSchema } from '@/app/api/v1/_schemas'
import { GET } from '@/app/api/v1/cases/[caseNo]/route'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { makeCaseNo } from '@/lib/kernel/case-number'
import { db } from '@/lib/platform/db'
import { makePerson } from '@/prisma/factories/people'
import { trackByTail } from './track'

const caseNo = makeCaseNo('GW', 2026, 415)

beforeAll(async () => {
  await openTestDatabase()
  const person = await makePerson(db, '周予安')
  const round = await db.round.findFirstOrThrow()
  const application = await db.application.create({ data: { personId: person.personId, roundId: round.id } })
  await db.case.create({
    data: {
      caseNo,
      applicationId: application.id,
      measureCode: 'office',
      personId: person.personId,
      title: '听轴',
      phoneTail: '2047',
      submittedAt: new Date('2026-11-24T02:00:00Z'),
      reason: '内部的理由',
    },
  })
})
afterAll(closeTestDatabase)

const ask = async (no: string, query: string) => {
  const answer = await GET(new Request(`http://127.0.0.1/api/v1/cases/x${query}`), { params: Promise.resolve({ caseNo: encodeURIComponent(no) }) })
  return { status: answer.status, cache: answer.headers.get('cache-control'), retry: answer.headers.get('retry-after'), body: await answer.json() }
}

test('number and tail together tell the state, without names or reasons', async () => {
  const { status, cache, body } = await ask(caseNo, '?phoneTail=2047')
  expect([status, cache]).toEqual([200, 'private, no-store'])
  expect(publicCaseSchema.parse(body)).toMatchObject({ caseNo, item: '免费办公场地', state: '已提交' })
  expect(JSON.stringify(body)).not.toMatch(/周予安|听轴|内部的理由|2047/)
})

test('a number as people type it is understood', async () => {
  expect((await trackByTail(` ${caseNo.toLowerCase().replaceAll('-', '')} `, '2047'))?.caseNo).toBe(caseNo)
})

test('a wrong tail, an unknown number and a misread number answer alike', async () => {
  const answers = [
    await ask(caseNo, '?phoneTail=2048'),
    await ask(makeCaseNo('GW', 2026, 9999), '?phoneTail=2047'),
    await ask('GW-2026-0415-?', '?phoneTail=2047'),
  ]
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect((await ask(caseNo, '?phoneTail=20')).body.errors).toEqual([expect.objectContaining({ parameter: 'phoneTail', code: 'phone_tail.format' })])
})

test('twenty misses end it for a while, right answers do not count', async () => {
  const no = makeCaseNo('GW', 2026, 8888)
  for (let i = 0; i < 20; i++) expect((await ask(no, `?phoneTail=${1000 + i}`)).status).toBe(404)
  const limited = await ask(no, '?phoneTail=1020')
  expect([limited.status, limited.body.code]).toEqual([429, 'rate.limited'])
  expect(Number(limited.retry)).toBeGreaterThan(0)
  for (let i = 0; i < 25; i++) expect((await ask(caseNo, '?phoneTail=2047')).status).toBe(200)
})
