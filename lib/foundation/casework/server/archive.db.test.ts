// The package of one case, opened again: what the contents list says is what lies in it, to the bit.
import { createHash } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { receiveFile } from '@/lib/platform/files'
import { makeCase } from '@/prisma/factories/case-states'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { accept } from './commands/accept'
import { archiveCase } from './commands/archive'

let clerk: MadePerson
let founder: MadePerson
let made: { id: string; caseNo: string }
const why = '年终归档'
const as = (person: MadePerson, ...roles: RoleCode[]) => ctxOf(person, roles, at('2026-09-17'))
const formRows = (form: Readonly<Record<string, object>>) =>
  Object.entries(form).map(([title, answers]) => ({ title, rows: Object.entries(answers) as [string, string][] }))

const pdf = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const stream = () => new Blob([pdf]).stream()

beforeAll(async () => {
  await openTestDatabase()
  ;[clerk, founder] = await Promise.all([makePerson(db, '何静', ['intake']), makePerson(db, '周予安')])
  made = await makeCase(db, { founder, state: 'submitted', on: calendarDate('2026-09-16'), venture: '轴承小队', project: '轴承声纹' })
  const file = await receiveFile(stream(), '计划/../书.pdf')
  await db.storedFile.updateMany({
    where: { application: { cases: { some: { id: made.id } } } },
    data: { sha256: file.sha256, size: file.size, name: file.name },
  })
  await accept(as(clerk, 'intake'), { caseNo: made.caseNo, version: 1 })
})
afterAll(closeTestDatabase)

/** Name → bytes of a zip, from its central directory. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6])) + 16)
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [packed, nameLength, extra, comment, local] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ]
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString()
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(from, from + packed)
    found.set(name, bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : Buffer.from(data))
    at += 46 + nameLength + extra + comment
  }
  return found
}

async function packed(person: MadePerson, ...roles: RoleCode[]): Promise<Map<string, Buffer>> {
  const { bytes } = await archiveCase(as(person, ...roles), { caseNo: made.caseNo, why, formRows })
  return unzip(Buffer.from(await new Response(bytes).arrayBuffer()))
}

test('contents, application, history, signatures, materials, documents: each with the hash of its bytes', async () => {
  const files = await packed(clerk, 'intake')
  const names = [...files.keys()]
  expect(names.slice(0, 4)).toEqual(['目录.txt', '申请.txt', '经过.txt', '签批.txt'])
  expect(names.filter((name) => name.startsWith('材料/')).length).toBeGreaterThan(1)
  expect(names.filter((name) => name.startsWith('文书/'))).toHaveLength(1)
  expect(names.every((name) => !name.includes('..') && !name.startsWith('/'))).toBe(true)
  const contents = files.get('目录.txt')?.toString() ?? ''
  expect(contents).toContain(`用途：${why}`)
  for (const [name, bytes] of files)
    if (name !== '目录.txt') {
      expect(contents).toContain(name)
      expect(contents).toContain(`${bytes.length} 字节  SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`)
    }
  expect(files.get('申请.txt')?.toString()).toContain('轴承声纹')
  expect([...files.values()].some((bytes) => bytes.equals(Buffer.from(pdf)))).toBe(true)
  const row = await db.auditEvent.findFirstOrThrow({ where: { action: 'case.archived', subjectId: made.caseNo } })
  expect(row).toMatchObject({ actorId: clerk.userId, detail: { why, files: files.size - 1 } })
})

test('the package holds what its reader may read: the leader one file, the auditor neither names nor form', async () => {
  const leader = await makePerson(db, '顾怀民', ['leader'])
  const seen = await packed(leader, 'leader')
  expect([...seen.keys()].filter((name) => name.startsWith('材料/')).every((name) => name.includes('计划书'))).toBe(true)
  expect(seen.get('目录.txt')?.toString()).toContain('不在你的查看范围内')
  const blind = await packed(await makePerson(db, '丁守正', ['auditor']), 'auditor')
  expect([...blind.keys()].filter((name) => name.startsWith('材料/'))).toEqual([])
  expect(blind.get('申请.txt')?.toString()).not.toContain(founder.name)
  expect(blind.get('申请.txt')?.toString()).not.toContain('轴承声纹')
})

test('refused: without a reason, for others, for a case of one’s own; nothing is noted as taken', async () => {
  const before = await db.auditEvent.count({ where: { action: 'case.archived' } })
  for (const short of ['', '归', '11010519491231002X 的档案'])
    await expect(archiveCase(as(clerk, 'intake'), { caseNo: made.caseNo, why: short, formRows })).rejects.toMatchObject({ code: 'input.invalid' })
  for (const role of ['applicant', 'space', 'reviewer', 'chair', 'finance', 'sys_admin'] as const)
    await expect(archiveCase(as(await makePerson(db, '路人甲', [role]), role), { caseNo: made.caseNo, why, formRows })).rejects.toMatchObject({
      kind: 'not_found',
    })
  await expect(archiveCase(as(founder, 'intake'), { caseNo: made.caseNo, why, formRows })).rejects.toMatchObject({ code: 'policy.own_case' })
  expect(await db.auditEvent.count({ where: { action: 'case.archived' } })).toBe(before)
})

test('a stored file that is not what its hash says breaks the package off', async () => {
  const other = await makeCase(db, { founder: await makePerson(db, '林知夏'), state: 'submitted', on: calendarDate('2026-09-16') })
  const file = await receiveFile(stream(), '书.pdf')
  await db.storedFile.updateMany({ where: { application: { cases: { some: { id: other.id } } } }, data: { sha256: file.sha256, size: file.size } })
  const { bytes } = await archiveCase(as(clerk, 'intake'), { caseNo: other.caseNo, why, formRows })
  expect(unzip(Buffer.from(await new Response(bytes).arrayBuffer())).size).toBeGreaterThan(4)
  const place = `.test/files/files/${file.sha256.slice(0, 2)}/${file.sha256.slice(2, 4)}/${file.sha256}`
  chmodSync(place, 0o644)
  writeFileSync(place, 'somebody else wrote this')
  const broken = await archiveCase(as(clerk, 'intake'), { caseNo: other.caseNo, why, formRows })
  await expect(new Response(broken.bytes).arrayBuffer()).rejects.toThrow()
  writeFileSync(place, pdf)
})
