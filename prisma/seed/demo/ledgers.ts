// The zone's own ledgers, through the importer that staff use.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { importLedger, recogniseLedger } from '@/lib/foundation/ledger-import/server/door'

const folder = () => path.resolve(process.env.SEED_LEDGERS || 'prisma/seed/demo/ledgers')

export interface LedgerOnDisk {
  readonly name: string
  readonly bytes: Buffer
}

/** The ledgers of the folder by kind, recognised by their columns and not by their names. */
export async function ledgersByKind(): Promise<Map<string, LedgerOnDisk>> {
  const found = new Map<string, LedgerOnDisk>()
  for (const name of readdirSync(folder())
    .filter((one) => /\.(xlsx|csv|txt)$/i.test(one))
    .sort()) {
    const bytes = readFileSync(path.join(folder(), name))
    const kind = await recogniseLedger(name, bytes)
    if (kind && !found.has(kind)) found.set(kind, { name, bytes })
  }
  return found
}

/** Imports one ledger and says what came of it; a refused file stops the seed with its reasons. */
export async function seedLedger(
  kind: string,
  file: LedgerOnDisk,
  say: (text: string) => void,
  options: Parameters<typeof importLedger>[3] = {},
): Promise<void> {
  const { plan, counts } = await importLedger(kind, file.name, file.bytes, options)
  if (plan.errors.length > 0) throw new Error(`${file.name}：${plan.errors.join('；')}`)
  say(`台账 ${file.name}：新增 ${counts.new}，变更 ${counts.changed}，未变 ${counts.same}，有误 ${counts.error}`)
}
