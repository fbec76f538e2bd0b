import * as z from 'zod'
import { readGrantPlan } from '@/lib/foundation/programme/model/grant-plan'
import { formatYuan } from '@/lib/kernel/money'
import { barPattern, contactPatterns, type HiddenTerms, redact, spellingsOf, tracePatterns, withoutBars } from './redact'

/** `row`: cells of a table, apart by tabs; rows that follow each other are one table. */
const blockSchema = z.strictObject({ kind: z.enum(['heading', 'text', 'row']), text: z.string() })
const pageSchema = z.strictObject({ title: z.string(), source: z.enum(['plan', 'form', 'summary']), blocks: z.array(blockSchema) })
/** `blind_copy.pages` */
export const pagesSchema = z.array(pageSchema)

export type BlindBlock = z.infer<typeof blockSchema>
export type BlindPage = z.infer<typeof pageSchema>
export type PageSource = BlindPage['source']

export const sourceWords: Record<PageSource, string> = { plan: '计划书', form: '申请表', summary: '窗口摘要' }

/** What the form's sections are called for a reviewer; sections and answers that are not here are never shown. */
const shown: readonly { section: string; title: string; answers: readonly (readonly [name: string, label: string])[] }[] = [
  {
    section: 'project',
    title: '项目',
    answers: [
      ['oneLine', '一句话说明'],
      ['field', '领域'],
      ['summary', '项目介绍'],
      ['fullTime', '全职人数'],
    ],
  },
  { section: 'property', title: '知识产权', answers: [['detail', '已有的']] },
  {
    section: 'loan',
    title: '无息贷款',
    answers: [
      ['amount', '借多少（元）'],
      ['use', '钱花在哪里'],
    ],
  },
  { section: 'desk', title: '工位', answers: [['count', '要几个']] },
  { section: 'flat', title: '创业公寓', answers: [['detail', '说明']] },
  { section: 'coaching', title: '创业辅导', answers: [['needs', '最想解决什么']] },
]

const supports = new Set(['loan', 'desk', 'flat', 'coaching'])
const formSchema = z.record(z.string(), z.record(z.string(), z.unknown()).catch({})).catch({})

/** The form as a reviewer needs it: project and what is asked for, never who asks. One page per section. */
export function pagesOfForm(data: unknown): BlindPage[] {
  const form = formSchema.parse(data)
  const sections = shown.flatMap(({ section, title, answers }) => {
    const values = form[section] ?? {}
    if (supports.has(section) && values.want !== 'yes') return []
    const blocks = answers.flatMap(([name, label]): BlindBlock[] => {
      const value = values[name]
      const text = typeof value === 'string' ? withoutBars(value).trim() : ''
      return text === '' ? [] : [{ kind: 'heading', text: label }, ...paragraphsOf(text)]
    })
    return blocks.length > 0 ? [{ title, blocks }] : []
  })
  const pages = sections.map(({ title, blocks }): BlindPage => ({ title, source: 'form', blocks }))
  const grant = grantPage(data)
  return grant ? [...pages, grant] : pages
}

/** What is asked of the fund: sum, items, and the milestones as a table. */
function grantPage(data: unknown): BlindPage | null {
  const plan = readGrantPlan(data)
  if (!plan) return null
  const cell = (text: string) => withoutBars(text).replace(/\s+/g, ' ')
  const steps = plan.steps.map(({ goal, by, proof }): BlindBlock => ({ kind: 'row', text: [goal, by, proof].map(cell).join('\t') }))
  const blocks: BlindBlock[] = [
    { kind: 'heading', text: '申请金额' },
    { kind: 'text', text: `${formatYuan(plan.amountFen)} 元` },
    { kind: 'heading', text: '钱花在哪里' },
    ...paragraphsOf(withoutBars(plan.use)),
    ...(steps.length > 0 ? [{ kind: 'heading' as const, text: '里程碑' }, { kind: 'row' as const, text: '做到什么\t哪个月前\t拿什么证明' }, ...steps] : []),
  ]
  return { title: '项目资助', source: 'form', blocks }
}

/** A page of the office: what a clerk wrote because a file has no text of its own. */
export const pagesOfSummary = (text: string): BlindPage[] => [{ title: '窗口摘要', source: 'summary', blocks: paragraphsOf(withoutBars(text)) }]

const heading = /^(?:第[一二三四五六七八九十\d]+[章节部]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}(?:\.\d{1,2}){0,3}[、.\s])\s*\S{0,28}$/u

/** Paragraphs of plain text: a line per paragraph. */
function paragraphsOf(text: string): BlindBlock[] {
  return text
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => ({ kind: heading.test(one) && !/[。；，]$/.test(one) ? 'heading' : 'text', text: one }))
}

/** A line below this share of the widest ends its paragraph. */
const SHORT_LINE = 0.4

/** Lines of a PDF belong together until one ends a sentence or is clearly shorter than the widest. */
export function joinLines(lines: readonly string[]): BlindBlock[] {
  const clean = lines.map((one) => one.replace(/\s+/g, ' ').trim()).filter((one) => one !== '')
  const widest = Math.max(0, ...clean.map((one) => [...one].length))
  const blocks: BlindBlock[] = []
  let open = ''
  const close = () => {
    if (open !== '') blocks.push(...paragraphsOf(open))
    open = ''
  }
  for (const one of clean) {
    if (heading.test(one)) {
      close()
      blocks.push({ kind: 'heading', text: one })
      continue
    }
    const latin = /[A-Za-z0-9]$/.test(open) && /^[A-Za-z0-9]/.test(one)
    open += latin ? ` ${one}` : one
    if (/[。；！？：]$/.test(one) || [...one].length < widest * SHORT_LINE) close()
  }
  close()
  return blocks
}

/** About this many signs of running text make a page where the file has no pages of its own. */
const SIGNS_PER_PAGE = 900

export function paginate(blocks: readonly BlindBlock[], title: string, source: PageSource): BlindPage[] {
  const pages: BlindPage[] = []
  let open: BlindBlock[] = []
  let signs = 0
  for (const block of blocks) {
    const length = [...block.text].length + 20
    if (open.length > 0 && signs + length > SIGNS_PER_PAGE && open.at(-1)?.kind !== 'heading') {
      pages.push({ title, source, blocks: open })
      open = []
      signs = 0
    }
    open.push(block)
    signs += length
  }
  if (open.length > 0) pages.push({ title, source, blocks: open })
  return pages
}

/** Who must not be recognised, as the rows know them. */
export interface Identities {
  readonly people: readonly string[]
  readonly organisations: readonly string[]
  readonly words: readonly string[]
}

export const termsOf = ({ people, organisations, words }: Identities): HiddenTerms => ({
  people: people.map((name) => name.trim()).filter((name) => [...name].length >= 2),
  words: [...organisations.flatMap(spellingsOf), ...words],
})

const PAGE = '\f'
const BLOCK = '\n'

/**
 * The pages with everything hidden, as one text so that a name broken over a line, a block or a page is found too. `blind: false`
 * hides contacts only, for rounds that show who applies.
 */
export function redactPages(pages: readonly BlindPage[], terms: HiddenTerms, blind = true): { pages: BlindPage[]; hidden: number } {
  const text = pages.map((page) => page.blocks.map((block) => block.text.replace(/[\n\f]/g, ' ')).join(BLOCK)).join(PAGE)
  const patterns = blind ? [...contactPatterns, ...tracePatterns] : contactPatterns
  const after = redact(text, { terms, patterns, keepLines: true })
  const byPage = after.text.split(PAGE).map((page) => page.split(BLOCK))
  return {
    pages: pages.map((page, p) => ({ ...page, blocks: page.blocks.map((block, b) => ({ ...block, text: byPage[p]?.[b] ?? '' })) })),
    hidden: after.hidden,
  }
}

export const countBars = (pages: readonly BlindPage[]): number =>
  pages.reduce((sum, page) => sum + page.blocks.reduce((n, block) => n + (block.text.match(barPattern)?.length ?? 0), 0), 0)

/** Minutes to read: per page and never below the least, both rule rows. */
export const readingMinutes = (pages: number, perPage: number, least: number): number => Math.max(least, Math.ceil(pages * perPage))

/** The pages as one text with everything that a reader sees, for the hash: the order of keys in a row changes nothing. */
export const textOfPages = (pages: readonly BlindPage[]): string =>
  pages.map((page) => [page.source, page.title, ...page.blocks.map((block) => `${block.kind}\u001f${block.text}`)].join('\u001e')).join('\u001d')
