// `npm run ledger -- <kind> <file> [--commit] [--json]`: imports a ledger; a dry run unless --commit. Started by run.mjs,
// which finds the database. Exit 1 when the file is refused or a row of it is.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ledgerKinds } from '@/lib/foundation/ledger-import/model/kinds'
import { changeWords, markWords } from '@/lib/foundation/ledger-import/model/words'
import { dryRun, type Imported, importLedger } from '@/lib/foundation/ledger-import/server/door'
import { errorText } from '@/lib/i18n/errors'
import { AppError } from '@/lib/kernel/app-error'
import { closeDatabase } from '@/lib/platform/db'

const USAGE = `用法 / usage: npm run ledger -- <${ledgerKinds.join('|')}> <文件 file> [--commit] [--json]`
/** Rows shown on a terminal; --json has all of them. */
const SHOWN = 60

type Outcome = Pick<Imported, 'plan' | 'id' | 'setAside'>

const wide = (text: string) => [...text].reduce((n, sign) => n + (sign.charCodeAt(0) > 0x2e7f ? 2 : 1), 0)
const padded = (text: string, to: number) => `${text}${' '.repeat(Math.max(0, to - wide(text)))}`

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => wide(row[c] ?? ''))))
  return rows.map((row) => row.map((cell, c) => (c === row.length - 1 ? cell : padded(cell, widths[c] ?? 0))).join('  ')).join('\n')
}

function shownText({ plan, id, setAside }: Outcome, committing: boolean): string {
  if (plan.errors.length > 0) return ['整份文件没有通过，什么也没有导入：', ...plan.errors.map((error) => `  ${error}`)].join('\n')
  const { counts, figures } = plan
  const told = plan.rows.filter((row) => row.change !== 'same' || row.mark !== 'ok')
  const lines = told
    .slice(0, SHOWN)
    .map((row) => [
      row.row > 0 ? `${row.sheet} ${row.row}` : row.sheet,
      row.key,
      markWords[row.mark]?.text ?? row.mark,
      changeWords[row.change] ?? row.change,
      row.messages.map((message) => `${message.column}：${message.text}`).join('；'),
    ])
  return [
    figures.map((figure) => `${figure.label} ${figure.value}`).join(' · '),
    ...(lines.length > 0 ? [table([['行', '编号', '检查', '变化', '说明'], ...lines])] : []),
    ...(told.length > SHOWN ? [`还有 ${told.length - SHOWN} 行，用 --json 看全部`] : []),
    `新增 ${counts.new}，变更 ${counts.changed}，没有变 ${counts.same}，台账里没了 ${counts.gone}；留意 ${counts.warning}，有误 ${counts.error}`,
    ...setAside.map((row) => `${row.key} ${row.messages.at(-1)?.text ?? ''}`),
    id ? '已导入' : committing ? '没有要导入的内容' : '这是预览，什么也没有改。确认后加 --commit',
  ].join('\n')
}

const shownJson = ({ plan, id, setAside }: Outcome, file: string) => ({
  kind: plan.kind,
  file,
  committed: id !== null,
  importId: id,
  errors: plan.errors,
  counts: plan.counts,
  figures: plan.figures,
  setAside,
  rows: plan.rows.map(({ record: _record, ...row }) => row),
})

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { commit: { type: 'boolean' }, json: { type: 'boolean' } }, allowPositionals: true })
  const [kind, given] = positionals
  if (!kind || !given || positionals.length > 2) throw new Error(USAGE)
  // npm changes into the package's folder; the file is named from where the person stands
  const file = path.resolve(process.env.INIT_CWD ?? '.', given)
  if (!existsSync(file)) throw new Error(`没有这个文件 / no such file: ${file}`)
  const bytes = readFileSync(file)
  const name = path.basename(file)
  const outcome: Outcome = values.commit ? await importLedger(kind, name, bytes) : { plan: await dryRun(kind, name, bytes), id: null, setAside: [] }
  process.stdout.write(`${values.json ? JSON.stringify(shownJson(outcome, name), null, 2) : shownText(outcome, values.commit === true)}\n`)
  return outcome.plan.errors.length + outcome.plan.counts.error + outcome.setAside.length > 0 ? 1 : 0
}

/** What the person can do something about, without a stack. */
function explained(error: unknown): string {
  if (error instanceof AppError) return errorText(Object.values(error.fields ?? {})[0] ?? error.code, error.params)
  return error instanceof Error ? error.message : String(error)
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${explained(error)}\n`)
  return 1
})
await closeDatabase()
