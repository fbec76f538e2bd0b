import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { verificationSchema } from '@/app/api/v1/_schemas'
import { GET } from '@/app/api/v1/documents/[number]/verify/route'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { makePerson } from '@/prisma/factories/people'
import { samples } from '../model/samples'
import { formatDocumentNumber } from '../model/templates'
import { verifyDocument } from './verify'

const number = formatDocumentNumber('allocation', 2026, 331)
const code = 'aB3_x-9Z'
const fingerprint = '0123456789abcdef'.repeat(4)

beforeAll(async () => {
  await openTestDatabase()
  const person = await makePerson(db, '周予安')
  const data = JSON.parse(JSON.stringify(samples.allocation))
  await db.document.create({
    data: {
      kind: 'allocation',
      year: 2026,
      seq: 331,
      number,
      personId: person.personId,
      holderName: '周予安',
      data,
      fingerprint,
      code,
      issuedOn: new Date('2026-11-24T00:00:00Z'),
    },
  })
})
afterAll(closeTestDatabase)

let lookups = 0
beforeEach(async () => {
  lookups = await db.documentLookup.count()
})

const ask = async (query: string, no = number) => {
  const answer = await GET(new Request(`http://127.0.0.1/api/v1/documents/x/verify${query}`), { params: Promise.resolve({ number: encodeURIComponent(no) }) })
  return { status: answer.status, body: await answer.json() }
}

test('a genuine document: kind, date, masked holder, hash — and a row of the look-up', async () => {
  const { status, body } = await ask(`?code=${code}`)
  expect(status).toBe(200)
  expect(verificationSchema.parse(body)).toEqual({
    genuine: true,
    number,
    kind: 'allocation',
    title: '配租通知书',
    issuedOn: '2026-11-24',
    holder: '周*安',
    hash: fingerprint,
  })
  expect(await db.documentLookup.findMany({ orderBy: { id: 'desc' }, take: 1 })).toEqual([expect.objectContaining({ number, genuine: true })])
  expect(await db.documentLookup.count()).toBe(lookups + 1)
})

test('the number may be typed in any brackets', async () => {
  expect(await verifyDocument('潭高新配[2026]331号', code)).toMatchObject({ genuine: true, number })
})

test('who types uses the printed fingerprint: eight digits or more, spaces and capitals do not matter', async () => {
  for (const typed of ['01234567', '0123 4567 89AB CDEF', fingerprint]) expect(await verifyDocument(number, typed)).toMatchObject({ genuine: true })
  for (const typed of ['0123456', '01234568', `${fingerprint}0`]) expect(await verifyDocument(number, typed)).toEqual({ genuine: false })
})

test('a wrong code, an unknown number and no number at all answer alike, each with its row', async () => {
  const answers = [
    await ask('?code=aB3_x-9z'),
    await ask(`?code=${code}`, formatDocumentNumber('allocation', 2026, 332)),
    await ask(`?code=${code}`, '随便写的'),
  ]
  for (const answer of answers) expect(answer).toEqual({ status: 200, body: { genuine: false } })
  const rows = await db.documentLookup.findMany({ orderBy: { id: 'desc' }, take: 3 })
  expect(rows.map((row) => row.genuine)).toEqual([false, false, false])
  expect(await db.documentLookup.count()).toBe(lookups + 3)
})

test('a number with signs that nobody types is looked up like any other', async () => {
  expect(await verifyDocument('潭高新\u0000配', 'aB3_x-9z')).toEqual({ genuine: false })
})

test('a missing code is named and looks up nothing', async () => {
  const { status, body } = await ask('')
  expect([status, body.errors]).toEqual([400, [expect.objectContaining({ parameter: 'code', code: 'parameter.missing' })]])
  expect(await db.documentLookup.count()).toBe(lookups)
})

test('codes cannot be tried one after the other', async () => {
  const other = formatDocumentNumber('allocation', 2026, 999)
  for (let i = 0; i < 20; i++) expect((await ask(`?code=x${i}`, other)).status).toBe(200)
  expect((await ask('?code=x20', other)).status).toBe(429)
})
