// Takes every rule of the database away, one at a time and always inside a transaction that is rolled back, and requires
// that its probe no longer finds the refusal. A rule whose removal nobody notices is a survivor.
import pg from 'pg'
import { seedReference } from '@/prisma/seed/reference'
import { startPostgres } from '../../lib/entry/postgres.mjs'
import { ensureApplicationRole, ensureDatabase, prepareDatabase } from '../../lib/entry/roles'
import { probes } from '../support/database-probes'
import { removalOf, rulesOfDatabase, tryProbe } from '../support/database-rules'
import { worldSql } from '../support/database-world'

export interface Broken {
  readonly tried: number
  readonly survivors: readonly string[]
}

export async function breakDatabase(say: (text: string) => void): Promise<Broken> {
  const server = await startPostgres('.test/break', { firstPort: 15632, settings: { fsync: 'off' } })
  try {
    const name = 'climber_break'
    const url = server.url(name)
    const admin = new pg.Client({ connectionString: server.url('postgres') })
    await admin.connect()
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
    await ensureDatabase(server.url('postgres'), name)
    await ensureApplicationRole(url, 'break-only-here')
    await prepareDatabase(url)
    await seedReference(url)
    const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
    await client.connect()
    try {
      await client.query(worldSql)
      return await breakEach(client, say)
    } finally {
      await client.end()
    }
  } finally {
    await server.stop()
  }
}

async function breakEach(client: pg.Client, say: (text: string) => void): Promise<Broken> {
  const rules = await rulesOfDatabase(client)
  const survivors: string[] = []
  for (const probe of probes) {
    const title = `${probe.rule} (${probe.tries})`
    const removal = removalOf(probe, rules)
    const whole = await tryProbe(client, probe)
    const broken = removal ? await tryProbe(client, probe, removal) : 'no such rule'
    if (!probe.refusal.test(whole)) survivors.push(`${title}: not refused even with the rule: ${whole}`)
    else if (!removal || probe.refusal.test(broken)) survivors.push(`${title}: ${broken}`)
  }
  for (const rule of rules) if (!probes.some((probe) => probe.rule === rule.name)) survivors.push(`${rule.name}: no probe`)
  say(`database: ${probes.length} probes on ${new Set(probes.map((probe) => probe.rule)).size} rules`)
  return { tried: probes.length, survivors }
}
