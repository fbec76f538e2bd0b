import 'server-only'
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { recordAudit } from '@/lib/platform/audit'
import { type Clock, clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'

const fileOf = () => path.resolve(/* turbopackIgnore: true */ env().DATA_DIR, 'chain-heads', 'ledger.tsv')

interface Head {
  readonly n: number
  readonly hash: string
}

/** Heads as they were written down, oldest first; a line that cannot be read counts as a head that no longer agrees. */
async function written(file: string): Promise<Head[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [, n = '', hash = ''] = line.split('\t')
      return { n: Number(n), hash }
    })
}

/** The first head on file that the chain does not have any more, or the first posting that does not hold. */
async function disagreement(heads: readonly Head[]): Promise<string | null> {
  const [chain] = await db.$queryRaw<{ bad: bigint | null }[]>`SELECT ledger_first_broken() AS bad`
  if (chain?.bad !== null && chain?.bad !== undefined) return `posting ${chain.bad}`
  const rows = await db.$queryRaw<{ n: bigint; hash: string }[]>`
    SELECT n, encode(hash, 'hex') AS hash FROM ledger_txn WHERE n = ANY (${heads.map((head) => BigInt(head.n || 0))}::bigint[])`
  const now = new Map(rows.map((row) => [Number(row.n), row.hash]))
  const gone = heads.find((head) => now.get(head.n) !== head.hash)
  return gone ? `head ${gone.n}` : null
}

/**
 * Every night the head of the chain is written down outside the database. Whoever rewrites the whole chain, hashes and all,
 * still meets the file: then nothing is added, the audit says so, and the job fails where everybody sees it.
 */
export async function writeLedgerHead(at: Clock = clock): Promise<Head | null> {
  const file = fileOf()
  const heads = await written(file)
  const bad = await disagreement(heads)
  if (bad) {
    await recordAudit(db, { actor: null, requestId: 'ledger-head' }, { type: 'fund.chain_broken', subject: { kind: 'ledger', id: bad }, outcome: 'error' })
    throw new Error(`the chain of postings does not hold: ${bad}`)
  }
  const [row] = await db.$queryRaw<{ n: bigint; hash: string }[]>`SELECT n, encode(hash, 'hex') AS hash FROM chain_head WHERE chain = 'ledger'`
  if (!row || row.n === 0n) return null
  const head = { n: Number(row.n), hash: row.hash }
  if (heads.at(-1)?.n !== head.n) {
    await mkdir(path.dirname(file), { recursive: true })
    await appendFile(file, `${at.today()}\t${head.n}\t${head.hash}\n`)
  }
  return head
}
