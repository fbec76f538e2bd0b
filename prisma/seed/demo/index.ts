// The demo: accounts, the zone's own ledgers through the importer, and what the staff did with the applications until
// today. Runs once; a second run changes nothing, and an interrupted one goes on where it stopped.
import { loadCalendar } from '@/lib/foundation/programme/server/door'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { storyDays } from './days'
import { tellFounder } from './founder'
import { tellGrants } from './grants'
import { ledgersByKind, seedLedger } from './ledgers'
import { seedAccounts, seedFounder } from './people'
import { receiptOf, tellStory } from './story'

const DONE = 'demo.seeded'
/** These two get a person of the ledgers, so they come after them. */
const FROM_LEDGERS = ['founder', 'teammate']

/** Application numbers in the order of the ledger, which is the order in which they came. */
async function applicationNumbers(): Promise<string[]> {
  const rows = await db.application.findMany({ where: { source: 'ledger' }, orderBy: { externalNo: 'asc' }, select: { externalNo: true } })
  return rows.flatMap((row) => (row.externalNo ? [row.externalNo] : []))
}

/** `say` prints a line of progress. */
export async function seedDemo(say: (text: string) => void): Promise<void> {
  if (await db.appMeta.findUnique({ where: { key: DONE } })) return seedAccounts([])
  say('演示账号 / demo accounts')
  await seedAccounts(FROM_LEDGERS)
  const now = clock.now()
  const days = storyDays(await loadCalendar(db), now)
  const ledgers = await ledgersByKind()
  for (const kind of ['space', 'projects'] as const) {
    const file = ledgers.get(kind)
    if (file) await seedLedger(kind, file, say)
  }
  await seedFounder()
  const applications = ledgers.get('applications')
  if (applications) {
    const clockOf = (no: number) => {
      const { back, part } = receiptOf(no)
      return days.at(back, part)
    }
    await seedLedger('applications', applications, say, { clockOf })
  }
  say('演示办件 / demo cases')
  await tellStory(days, await applicationNumbers())
  await tellFounder(days)
  say('项目资助：评审、公示、拨付 / grants: review, notice, payment')
  await tellGrants(days)
  await db.appMeta.upsert({ where: { key: DONE }, create: { key: DONE, value: { at: now.toISOString() } }, update: {} })
}
