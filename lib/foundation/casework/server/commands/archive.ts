import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { type ArchiveEntry, zipOf } from '@/lib/platform/archive'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import { sha256Hex } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { cleanFileName, openFile } from '@/lib/platform/files'
import { drawDocument } from '../../../document/server/door'
import { type ArchivedFile, contentsOf, section } from '../../model/archive'
import { decisionWords, isSignedStep, stepWords } from '../../model/chain'
import { archiveSchema } from '../../model/schema'
import { type CaseView, caseView } from '../case-view'
import { assertMay, findForUpdate, subjectFor } from '../repo'

type FormRows = (form: NonNullable<CaseView['form']>) => readonly { title: string; rows: readonly (readonly [string, string])[] }[]

export interface ArchiveInput {
  readonly caseNo: string
  readonly why: string
  /** How the answers of the form are called; the words of the page. */
  readonly formRows: FormRows
}

interface Part extends ArchiveEntry {
  readonly size: number
  readonly sha256: string
}

const text = (path: string, mtime: Date, content: string): Part => {
  const body = Buffer.from(`\ufeff${content}`)
  return { path, mtime, body, size: body.length, sha256: sha256Hex(body) }
}

const stepWord = (step: string) => (isSignedStep(step) ? stepWords[step] : step)
const sum = (fen: string | null) => (fen === null ? '' : `${formatYuan(BigInt(fen))} 元`)

function application(view: CaseView, formRows: FormRows): string {
  const head = section('办件', [
    ['编号', view.caseNo],
    ['名称', view.title],
    ['事项', view.item],
    ['批次', view.chain?.roundName ?? ''],
    ['申请人', view.applicant],
    ['数量', String(view.quantity)],
    ...(view.amountFen === null ? [] : [['金额', sum(view.amountFen)] as const]),
    ['状态', view.stateWord],
    ...(view.reason ? [['理由', view.reason] as const] : []),
  ])
  const form = view.form ? formRows(view.form).map(({ title, rows }) => section(title, rows)) : []
  const team =
    view.members.length > 0
      ? [
          section(
            '团队',
            view.members.map((m) => [m.name, `${m.founder ? '创始人' : '成员'} ${m.duty}`.trim()]),
          ),
        ]
      : []
  return [head, ...form, ...team].join('\n')
}

const history = (view: CaseView): string => [...view.history.map((line) => `${line.meta}  ${line.title}`), ''].join('\n')

const signatures = (view: CaseView): string =>
  [
    ...view.signatures.map(
      (one) =>
        `第 ${one.round} 轮  ${stepWord(one.step)}  ${decisionWords(one.decision)}${one.quantity ? `  数量 ${one.quantity}` : ''}${one.amountFen ? `  金额 ${sum(one.amountFen)}` : ''}\n  ${one.reason}\n  ${one.name}  ${one.when}\n`,
    ),
    '',
  ].join('\n')

/** Documents drawn from their rows, the same bytes each time. */
async function documents(caseNo: string): Promise<Part[]> {
  const rows = await db.document.findMany({ where: { case: { caseNo } }, orderBy: { createdAt: 'asc' } })
  const parts: Part[] = []
  for (const [i, row] of rows.entries()) {
    const { name, pdf } = await drawDocument(row)
    parts.push({
      path: `文书/${String(i + 1).padStart(2, '0')} ${cleanFileName(name)}`,
      mtime: row.createdAt,
      body: pdf,
      size: pdf.length,
      sha256: sha256Hex(pdf),
    })
  }
  return parts
}

/** Materials that this reader may open; the others are named with the reason why they are not here. */
async function materials(view: CaseView): Promise<{ parts: Part[]; leftOut: string[] }> {
  const ids = view.materials.flatMap((one) => (one.file ? [one.file.id] : []))
  const files = new Map((await db.storedFile.findMany({ where: { id: { in: ids } } })).map((file) => [file.id, file]))
  const parts: Part[] = []
  const leftOut: string[] = []
  for (const [i, one] of view.materials.entries()) {
    const file = one.file ? files.get(one.file.id) : undefined
    if (file) {
      const path = `材料/${String(i + 1).padStart(2, '0')} ${one.name} ${cleanFileName(file.name)}`
      parts.push({ path, mtime: file.createdAt, body: { sha256: file.sha256, open: () => openFile(file.sha256) }, size: file.size, sha256: file.sha256 })
    } else leftOut.push(`${one.name}：${one.hasFile ? '不在你的查看范围内，或者已经删除' : '没有交'}`)
  }
  return { parts, leftOut }
}

async function allow(ctx: Ctx, caseNo: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo })
    assertMay(ctx, 'case.archive', await subjectFor(tx, ctx.actor, row))
  })
}

/**
 * 归档: one case as a zip, streamed: contents list with hashes, application, history, signatures, materials, documents as PDF.
 * It holds what this person may read anyway and nothing else; who took it and why stands in the audit.
 */
export const archiveCase: Command<ArchiveInput, { name: string; mediaType: string; bytes: ReadableStream<Uint8Array> }> = async (ctx, input) => {
  const parsed = archiveSchema.safeParse({ caseNo: input.caseNo, why: input.why })
  await allow(ctx, input.caseNo)
  if (!parsed.success) throw AppError.invalid(Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message])))
  const { caseNo, why } = parsed.data
  const view = await caseView(ctx.actor, caseNo, 'staff')
  const now = ctx.clock.now()
  const { parts: handed, leftOut } = await materials(view)
  const parts = [
    text('申请.txt', now, application(view, input.formRows)),
    text('经过.txt', now, history(view)),
    text('签批.txt', now, signatures(view)),
    ...handed,
    ...(await documents(caseNo)),
  ]
  const files = parts.map(({ path, size, sha256 }, i): ArchivedFile => ({ no: i + 1, path, size, sha256 }))
  const head = {
    caseNo,
    title: view.title,
    item: view.item,
    state: view.stateWord,
    madeAt: `${formatDateZh(dateInShanghai(now), { year: true })} ${formatTimeZh(now)}`,
    madeBy: ctx.actor?.name ?? '',
    why,
  }
  await ctx.transaction((tx) =>
    recordAudit(tx, ctx, { type: 'case.archived', subject: { kind: 'case', id: caseNo }, detail: { why, files: files.length, leftOut: leftOut.length } }),
  )
  const contents = text('目录.txt', now, contentsOf(head, files, view.form === null ? ['申请表内容：不在你的查看范围内', ...leftOut] : leftOut))
  return { name: `${caseNo} 归档.zip`, mediaType: 'application/zip', bytes: zipOf([contents, ...parts]) }
}
