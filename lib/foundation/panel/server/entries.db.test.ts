// Waiting applications become entries with codes, and entries a panel.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { makePerson } from '@/prisma/factories/people'
import { makeWaitingApplication } from '@/prisma/factories/reviewers'
import { dissolvePanel, enterApplications, formPanel } from './commands/form'
import { code, entryOf, fresh, type PanelStory, tellPanels, when } from './panel-story'

let story: PanelStory

beforeAll(async () => {
  await openTestDatabase()
  story = await tellPanels()
})
afterAll(closeTestDatabase)

describe('entries and panels', () => {
  test('every waiting application gets one code, in order of handing in; a second run makes nothing', async () => {
    const { roundId: round, apps } = await fresh(3)
    expect(await enterApplications(story.ctx(), { roundId: round })).toEqual({ made: 3 })
    expect(await enterApplications(story.ctx(), { roundId: round })).toEqual({ made: 0 })
    const late = await makeWaitingApplication(db, round)
    await Promise.all([enterApplications(story.ctx(), { roundId: round }), enterApplications(story.ctx(story.clerk2), { roundId: round })])
    const rows = await db.reviewEntry.findMany({ where: { roundId: round }, orderBy: { code: 'asc' } })
    expect(rows.map((row) => [row.code, row.applicationId])).toEqual([...apps, late].map((app, i) => [`P-0${i + 1}`, app.applicationId]))
  })

  test('an entry stands in one panel; too many are refused with the number; a panel without a draw can be dissolved', async () => {
    const { roundId: round } = await fresh(16)
    await enterApplications(story.ctx(), { roundId: round })
    const entries = await db.reviewEntry.findMany({ where: { roundId: round }, orderBy: { code: 'asc' } })
    const form = (ids: string[], called = '第一组') => formPanel(story.ctx(), { roundId: round, name: called, entryIds: ids, seats: 3, scoreBy: '' })
    expect(await code(form(entries.map((entry) => entry.id)))).toBe('panel.too_many_entries')
    const two = entries.slice(0, 2).map((entry) => entry.id)
    const both = await Promise.all([code(form(two, '甲')), code(form(two, '乙'))])
    expect(both.sort()).toEqual(['done', 'panel.entry_taken'])
    const panel = await db.reviewPanel.findFirstOrThrow({ where: { roundId: round } })
    await dissolvePanel(story.ctx(), { panelId: panel.id, version: panel.version })
    expect(await db.reviewEntry.count({ where: { roundId: round, panelId: { not: null } } })).toBe(0)
    expect(
      await code(
        form(
          entries.slice(0, 1).map((entry) => entry.id),
          '丙',
        ),
      ),
    ).toBe('done')
  })

  test('somebody of the team runs no panel with it, nobody but the window runs any', async () => {
    const { roundId: round } = await fresh()
    const insider = await makePerson(db, '安以宁', ['applicant', 'intake'])
    const own = await makeWaitingApplication(db, round, { founder: insider })
    await enterApplications(story.ctx(), { roundId: round })
    const entry = await entryOf(own)
    const input = { roundId: round, name: '我的', entryIds: [entry.id], seats: 3, scoreBy: '' as const }
    expect(await code(formPanel(ctxOf(insider, ['applicant', 'intake'], when), input))).toBe('policy.own_case')
    expect(await code(formPanel(ctxOf(story.observer, ['observer'], when), input))).toBe('not_found')
    expect(await code(enterApplications(ctxOf(story.observer, ['observer'], when), { roundId: round }))).toBe('not_found')
  })
})
