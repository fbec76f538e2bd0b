import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { Ctx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { firstDifference } from '../model/order'
import { approveRerun, proposeRerun } from './commands/rerun'
import { freezePublicDraw, planPublicDraw, publishPublicDraw, runPublicDraw } from './commands/run'
import { discloseDraw, freezeDraw, planDraw, publishDraw, runDraw } from './door'
import { publicDraw, publicDraws, staffDraw } from './queries'
import { publishedDraw } from './record'

let clerk: MadePerson
let leader: MadePerson
let founder: MadePerson
let owner: pg.Client

beforeAll(async () => {
  const database = await openTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  ;[clerk, leader, founder] = await Promise.all([makePerson(db, '何静', ['intake']), makePerson(db, '罗启明', ['leader']), makePerson(db, '周予安')])
})
afterAll(async () => {
  await owner?.end()
  await closeTestDatabase()
})

function actorOf(ctx: Ctx) {
  if (!ctx.actor) throw new Error('nobody')
  return ctx.actor
}
const before = at('2026-12-01', '09:00')
const after = at('2026-12-01', '17:30')
const later = at('2026-12-02', '15:30')
const clerkAt = (when: typeof before) => ctxOf(clerk, ['intake'], when)
const list = 'GY-0001 1\nGY-0002 1\nGY-0003 2\nGY-0004 2\nGY-0005 2'

async function planned(title = '创业公寓第 3 批摇号') {
  return planPublicDraw(clerkAt(before), {
    purpose: 'flat',
    title,
    units: 2,
    poolRule: '报名并核验通过的人，本地毕业生为第 1 等',
    publicValueSource: '2026 年 12 月 2 日上证指数收盘',
    closesAt: '2026-12-01T17:00',
  })
}
async function drawn(title?: string): Promise<string> {
  const { number } = await planned(title)
  await freezePublicDraw(clerkAt(after), { number, list })
  await runPublicDraw(clerkAt(later), { number, publicValue: '2026-12-02 3888.88', witnessName: '周予安' })
  return number
}
const rowOf = (number: string) => db.draw.findUniqueOrThrow({ where: { number }, include: { entries: true } })

test('from the seal to the opened key: everybody can compute it again, and every step left its row', async () => {
  const { number, commit } = await planned()
  const sealed = await rowOf(number)
  expect(sealed).toMatchObject({ state: 'committed', commit, secret: null, publicValue: null })
  expect(Buffer.from(sealed.secretCipher).toString('latin1')).not.toMatch(/^[0-9a-f]{64}$/)
  expect(await publicDraw(number)).toMatchObject({ state: 'committed', commit, record: null })
  await expect(publishedDraw(number)).rejects.toMatchObject({ kind: 'not_found' })

  await expect(freezePublicDraw(clerkAt(before), { number, list })).rejects.toMatchObject({ code: 'draw.not_closed' })
  await expect(runPublicDraw(clerkAt(after), { number, publicValue: 'x', witnessName: '周予安' })).rejects.toMatchObject({ code: 'draw.state_changed' })
  const { entries } = await freezePublicDraw(clerkAt(after), { number, list })
  expect(entries).toBe(5)
  await expect(runPublicDraw(clerkAt(later), { number, publicValue: 'x', witnessName: '何静' })).rejects.toMatchObject({
    fields: { witnessName: 'draw.witness_is_you' },
  })
  await runPublicDraw(clerkAt(later), { number, publicValue: '2026-12-02 3888.88', witnessName: '周予安' })
  expect((await rowOf(number)).secret).toBe(null)
  await expect(publishedDraw(number)).rejects.toMatchObject({ kind: 'not_found' })
  await publishPublicDraw(clerkAt(later), { number })

  const record = await publishedDraw(number)
  expect(record).toMatchObject({ id: number, commit, units: 2, previousRuns: [], ruleVersion: 'hmac-v1', committedAt: before.now().toISOString() })
  expect(record.entries.map((entry) => [entry.rank, entry.priorityClass, entry.result])).toEqual([
    [1, 1, 'offered'],
    [2, 1, 'offered'],
    [3, 2, 'waitlisted'],
    [4, 2, 'waitlisted'],
    [5, 2, 'waitlisted'],
  ])
  expect(firstDifference(record)).toBe(null)
  const audit = await db.auditEvent.findMany({ where: { subjectKind: 'draw', subjectId: number }, orderBy: { id: 'asc' } })
  expect(audit.map((row) => row.action)).toEqual(['draw.committed', 'draw.frozen', 'draw.drawn', 'draw.published'])
  expect(JSON.stringify(audit.map((row) => row.detail))).not.toContain(record.secret)
})

test('a wrong line of the list changes nothing and is named', async () => {
  const { number } = await planned()
  await expect(freezePublicDraw(clerkAt(after), { number, list: 'GY-1\nGY-1' })).rejects.toMatchObject({ fields: { list: 'draw.list_twice:2' } })
  expect(await rowOf(number)).toMatchObject({ state: 'committed', entries: [] })
})

test('a closing time in the past seals nothing', async () => {
  const was = await db.draw.count()
  const late = ctxOf(clerk, ['intake'], later)
  await expect(
    planPublicDraw(late, {
      purpose: 'flat',
      title: '晚了的摇号',
      units: 1,
      poolRule: '所有报名的人',
      publicValueSource: '当天收盘指数',
      closesAt: '2026-12-01T17:00',
    }),
  ).rejects.toMatchObject({ fields: { closesAt: 'draw.closes_in_the_past' } })
  expect(await db.draw.count()).toBe(was)
})

test('two freeze at once: one list counts', async () => {
  const { number } = await planned()
  const answers = await Promise.allSettled([freezePublicDraw(clerkAt(after), { number, list }), freezePublicDraw(clerkAt(after), { number, list: 'GY-9999' })])
  expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  const row = await rowOf(number)
  expect([1, 5]).toContain(row.entries.length)
  expect(await db.auditEvent.count({ where: { subjectId: number, action: 'draw.frozen' } })).toBe(1)
})

test('a draw that no state and no row of which can be turned afterwards, also by the owner of the tables', async () => {
  const number = await drawn()
  const { id } = await rowOf(number)
  const refused = (sql: string) => expect(owner.query(sql), sql).rejects.toThrow()
  await refused(`UPDATE draw SET units = 5 WHERE id = '${id}'`)
  await refused(`UPDATE draw SET public_value = 'x' WHERE id = '${id}'`)
  await refused(`UPDATE draw_entry SET rank = rank + 10 WHERE draw_id = '${id}'`)
  await refused(`INSERT INTO draw_entry (draw_id, entry_no, priority_class) VALUES ('${id}', 'GY-0006', 1)`)
  await refused(`DELETE FROM draw_entry WHERE draw_id = '${id}'`)
  await refused(`DELETE FROM draw WHERE id = '${id}'`)
  await refused(`UPDATE draw SET state = 'published', version = version + 1, published_at = now(), secret = '${'00'.repeat(32)}' WHERE id = '${id}'`)
})

test('an order that does not follow from the key is never published', async () => {
  const { number } = await planned()
  await freezePublicDraw(clerkAt(after), { number, list })
  const { id } = await rowOf(number)
  // somebody with the database in hand gives out ranks of their own before the draw
  await owner.query(`UPDATE draw_entry SET ticket = md5(entry_no), rank = right(entry_no, 1)::int, result = 'offered' WHERE draw_id = $1`, [id])
  await owner.query(
    `UPDATE draw SET state = 'drawn', version = version + 1, public_value = 'x', drawn_at = frozen_at, drawn_by = $2, witness_name = '周予安' WHERE id = $1`,
    [id, clerk.userId],
  )
  await expect(publishPublicDraw(clerkAt(later), { number })).rejects.toThrow(/does not follow from the key/)
  expect((await rowOf(number)).state).toBe('drawn')
})

test('a re-run takes two people and a reason; every run stays, and the one before is opened with it', async () => {
  const first = await drawn('重摇的一批')
  const input = { number: first, reason: '漏登了一位报名人，名单要补', publicValueSource: '2026 年 12 月 4 日上证指数收盘', closesAt: '2026-12-03T17:00' }
  const asked = await proposeRerun(clerkAt(later), input)
  await expect(proposeRerun(clerkAt(later), input)).rejects.toMatchObject({ code: 'draw.rerun_proposed' })
  // what nobody approved is not shown, and cannot be frozen
  await expect(publicDraw(asked.number)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(freezePublicDraw(clerkAt(at('2026-12-03', '18:00')), { number: asked.number, list })).rejects.toMatchObject({ code: 'draw.state_changed' })
  await expect(approveRerun(ctxOf(clerk, ['intake', 'leader'], later), { number: asked.number })).rejects.toMatchObject({ code: 'policy.proposed_by_you' })
  await approveRerun(ctxOf(leader, ['leader'], later), { number: asked.number })
  await expect(publishPublicDraw(clerkAt(later), { number: first })).rejects.toMatchObject({ code: 'draw.rerun_running' })
  await freezePublicDraw(clerkAt(at('2026-12-03', '18:00')), { number: asked.number, list: `${list}\nGY-0006 1` })
  const last = at('2026-12-04', '16:00')
  await runPublicDraw(clerkAt(last), { number: asked.number, publicValue: '2026-12-04 3901.20', witnessName: '周予安' })
  await publishPublicDraw(clerkAt(last), { number: asked.number })

  const record = await publishedDraw(asked.number)
  expect(record.entries).toHaveLength(6)
  expect(record.previousRuns).toHaveLength(1)
  const [run] = record.previousRuns
  expect(run).toMatchObject({ id: first, rerunReason: input.reason, supersededBy: asked.number })
  if (!run) throw new Error('no run')
  expect(firstDifference(run)).toBe(null)
  expect(run.commit).not.toBe(record.commit)
  expect((await publishedDraw(first)).supersededBy).toBe(asked.number)
})

test('a published draw is never run again; a proposal that nobody approved ends with the publication', async () => {
  const number = await drawn()
  const input = { number, reason: '有人觉得结果不好看，想再来一次', publicValueSource: '2026 年 12 月 4 日上证指数收盘', closesAt: '2026-12-03T17:00' }
  const asked = await proposeRerun(clerkAt(later), input)
  await publishPublicDraw(clerkAt(later), { number })
  await expect(approveRerun(ctxOf(leader, ['leader'], later), { number: asked.number })).rejects.toMatchObject({ code: 'draw.state_changed' })
  await expect(proposeRerun(clerkAt(later), input)).rejects.toMatchObject({ code: 'draw.state_changed' })
  const second = leader.userId
  await expect(
    owner.query(`UPDATE draw SET state = 'committed', version = version + 1, committed_at = now(), rerun_by_second = $2 WHERE number = $1`, [
      asked.number,
      second,
    ]),
  ).rejects.toThrow(/only a draw that is not published/)
})

test('a draw behind a closed door: not for the public until it is disclosed, and only its room drives it', async () => {
  const ctx = clerkAt(before)
  const made = await ctx.transaction((tx) =>
    planDraw(tx, ctx, {
      purpose: 'panel',
      title: '第 1 评审组抽取',
      subject: { panelId: 'p' },
      poolRule: '专家库里没有硬关系的人',
      units: 1,
      publicValueSource: '2026 年 12 月 2 日上证指数收盘',
      closesAt: after.now(),
      public: false,
    }),
  )
  const step = clerkAt(later)
  await expect(freezePublicDraw(step, { number: made.number, list })).rejects.toMatchObject({ code: 'draw.driven_elsewhere' })
  await step.transaction((tx) =>
    freezeDraw(tx, step, made.id, [
      { entryNo: '专家01', priorityClass: 1 },
      { entryNo: '专家02', priorityClass: 1 },
    ]),
  )
  const ranked = await step.transaction((tx) => runDraw(tx, step, made.id, { publicValue: '3888.88', witnessName: '监督员' }))
  expect(ranked.map((entry) => [entry.rank, entry.result])).toEqual([
    [1, 'offered'],
    [2, 'waitlisted'],
  ])
  await step.transaction((tx) => discloseDraw(tx, step, made.id))
  await step.transaction((tx) => publishDraw(tx, step, made.id))
  await expect(publicDraw(made.number)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(publishedDraw(made.number)).rejects.toMatchObject({ kind: 'not_found' })
  expect((await publicDraws({ q: made.number, page: 1 })).total).toBe(0)
  await step.transaction((tx) => discloseDraw(tx, step, made.id))
  expect((await publishedDraw(made.number)).entries).toHaveLength(2)
})

test('who has no part in it finds nothing', async () => {
  const { number } = await planned()
  const stranger = ctxOf(founder, ['applicant'], after)
  const attempts = [
    () => freezePublicDraw(stranger, { number, list }),
    () => publishPublicDraw(stranger, { number }),
    () => publishPublicDraw(stranger, { number: 'YH-2026-9999' }),
    () => staffDraw(actorOf(stranger), number),
  ]
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ kind: 'not_found' })
})
