// A round with experts, drawn by the commands of the office, for the tests of scoring. Test support.
import { randomInt, randomUUID } from 'node:crypto'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import { at, ctxOf } from '@/e2e/support/db'
import { declareAssignment } from '@/lib/foundation/panel/server/commands/answer'
import { drawPanel, freezePool, sealPanelDraw } from '@/lib/foundation/panel/server/commands/draw'
import { enterApplications, formPanel } from '@/lib/foundation/panel/server/commands/form'
import { confirmCopy, makeCopies } from '@/lib/journeys/review/server/commands/copy'
import { openSheet } from '@/lib/journeys/review/server/sheet-view'
import { makeCaseNo } from '@/lib/kernel/case-number'
import type { Ctx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { receiveFile } from '@/lib/platform/files'
import { completeDraft } from '@/prisma/factories/drafts'
import { type MadePerson, makePerson } from '@/prisma/factories/people'

const when = at('2026-11-25')

export interface StoryReviewer {
  readonly id: string
  readonly no: string
  readonly person: MadePerson
}

export interface StoryEntry {
  readonly id: string
  readonly code: string
  readonly applicationId: string
  readonly caseId: string
  readonly founder: MadePerson
}

export interface ReviewStory {
  readonly roundId: string
  readonly clerk: MadePerson
  readonly entries: readonly StoryEntry[]
  readonly reviewers: readonly StoryReviewer[]
  /** The sheet of the n-th seat on an entry, with its expert. */
  sheet(entry: StoryEntry, seat: number): Promise<{ id: string; ctx: Ctx; reviewer: StoryReviewer }>
}

export interface StoryWish {
  readonly entries?: number
  readonly reviewers?: number
  readonly seats?: 3 | 5
  readonly blind?: boolean
  /** What everybody who applies is called. */
  readonly founders?: readonly string[]
  /** Copies confirmed, declarations signed. */
  readonly ready?: boolean
  readonly plan?: (founder: MadePerson) => Promise<Buffer>
}

let counter = 0

/** A plan as people hand it in: a PDF with text. */
export function planPdf(lines: readonly string[]): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', font: '', margin: 72, info: { Title: lines[0] ?? '', Author: lines[0] ?? '' } })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.font(path.join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')).fontSize(11)
  for (const text of lines) pdf.text(text, { lineGap: 6 }).moveDown(0.5)
  return new Promise((done, fail) => {
    pdf.on('end', () => done(Buffer.concat(chunks)))
    pdf.on('error', fail)
    pdf.end()
  })
}

async function makeRound(seats: number, blind: boolean): Promise<string> {
  const rubric = await db.rubric.findFirstOrThrow()
  const line = await db.fundLine.findFirst({ where: { code: 'grant', year: 2026 } })
  const opensAt = new Date('2026-01-01T00:00:00+08:00')
  const round = await db.round.create({
    data: {
      programmeCode: 'climber',
      name: `评审测试 ${randomUUID().slice(0, 8)}`,
      opensAt,
      publishedAt: opensAt,
      closesAt: new Date('2026-12-31T09:00:00Z'),
      measures: ['office', ...(line ? ['grant'] : [])],
      chain: 'panel',
      rubricId: rubric.id,
      promisedDays: 20,
      panelSize: seats,
      minSheets: 3,
      hideApplicant: blind,
      places: { desk: 5 },
      fundLineId: line?.id ?? null,
    },
  })
  return round.id
}

async function makeApplication(roundId: string, founder: MadePerson, n: number, wish: StoryWish): Promise<{ applicationId: string; caseId: string }> {
  const submittedAt = new Date(Date.UTC(2026, 9, 1, 2, n))
  const venture = await db.venture.create({
    data: {
      name: `石榴工坊${n}`,
      field: '机电装备',
      companyName: `湘潭石榴智造${n}科技有限公司`,
      members: { create: { personId: founder.personId, name: founder.name, role: 'lead', founder: true, phone: founder.phone, joinedAt: submittedAt } },
    },
  })
  const draft = completeDraft('2')
  const summary = `${draft.project?.summary ?? ''}由${founder.name}带队，${venture.companyName}生产，电话 ${founder.phone}。`
  const application = await db.application.create({
    data: {
      personId: founder.personId,
      ventureId: venture.id,
      roundId,
      state: 'submitted',
      submittedAt,
      data: { ...draft, project: { ...draft.project, summary } },
    },
  })
  if (wish.plan) {
    const bytes = await wish.plan(founder)
    const file = await receiveFile(new Blob([new Uint8Array(bytes)]).stream(), `${founder.name}-计划书.pdf`)
    await db.storedFile.create({ data: { ownerPersonId: founder.personId, applicationId: application.id, purpose: 'plan', ...file } })
  }
  const numbers = await db.$queryRaw<{ n: number }[]>`SELECT next_number('case:GW', 2026::int) AS n`
  const row = await db.case.create({
    data: {
      caseNo: makeCaseNo('GW', 2026, numbers[0]?.n ?? 1),
      applicationId: application.id,
      measureCode: 'office',
      personId: founder.personId,
      title: venture.name,
      state: 'expert_review',
      quantity: 2,
      phoneTail: founder.phone.slice(-4),
      submittedAt,
      acceptedAt: submittedAt,
      events: { create: { kind: 'submitted', audience: 'public', toState: 'expert_review', actorName: founder.name, at: submittedAt } },
    },
  })
  return { applicationId: application.id, caseId: row.id }
}

async function makeReviewers(count: number): Promise<StoryReviewer[]> {
  const made: StoryReviewer[] = []
  for (let i = 0; i < count; i += 1) {
    const person = await makePerson(db, `评委${String.fromCodePoint(0x7532 + i)}${i}`, ['reviewer'])
    counter += 1
    const no = `ZJ-9${randomInt(100_000, 999_999)}`
    const row = await db.reviewer.create({
      data: { no, personId: person.personId, fields: ['机电装备'], employer: `评审单位 ${counter}-${randomUUID().slice(0, 6)}`, addedAt: when.now() },
    })
    made.push({ id: row.id, no, person })
  }
  return made
}

async function drawExperts(ctx: Ctx, roundId: string, seats: number): Promise<void> {
  await enterApplications(ctx, { roundId })
  const entries = await db.reviewEntry.findMany({ where: { roundId }, select: { id: true } })
  const { panelId } = await formPanel(ctx, { roundId, name: '第一组', entryIds: entries.map((entry) => entry.id), seats, scoreBy: '2026-12-10' })
  const version = async () => (await db.reviewPanel.findUniqueOrThrow({ where: { id: panelId } })).version
  await sealPanelDraw(ctx, { panelId, version: await version(), fields: [], publicValueSource: '2026年11月26日上证指数收盘' })
  await freezePool(ctx, { panelId, version: await version() })
  await drawPanel(ctx, { panelId, version: await version(), publicValue: '3888.88', witnessName: '监督员' })
}

/** A round with entries, experts drawn by the office and, if wished, everything ready to be scored. */
export async function reviewStory(wish: StoryWish = {}): Promise<ReviewStory> {
  const seats = wish.seats ?? 3
  const clerk = await makePerson(db, '何静', ['intake'])
  const ctx = ctxOf(clerk, ['intake'], when)
  const roundId = await makeRound(seats, wish.blind ?? true)
  const reviewers = await makeReviewers(wish.reviewers ?? seats)
  const names = wish.founders ?? ['周予安', '林知夏', '欧阳若川']
  const applications: (Awaited<ReturnType<typeof makeApplication>> & { founder: MadePerson })[] = []
  for (let n = 0; n < (wish.entries ?? 1); n += 1) {
    const founder = await makePerson(db, names[n % names.length] ?? '周予安')
    applications.push({ ...(await makeApplication(roundId, founder, n, wish)), founder })
  }
  await drawExperts(ctx, roundId, seats)
  const rows = await db.reviewEntry.findMany({ where: { roundId }, orderBy: { code: 'asc' } })
  const entries = rows.flatMap(({ id, code, applicationId }) =>
    applications.filter((one) => one.applicationId === applicationId).map((one) => ({ id, code, ...one })),
  )
  const sheet: ReviewStory['sheet'] = async (entry, seat) => {
    const all = await db.reviewAssignment.findMany({
      where: { entryId: entry.id },
      orderBy: { drawRank: 'asc' },
      include: { reviewer: { include: { person: { include: { user: true } } } } },
    })
    const row = all[seat]
    if (!row) throw new Error(`no seat ${seat} on ${entry.code}`)
    const { person, no, id } = row.reviewer
    const made: MadePerson = { userId: person.user?.id ?? '', personId: person.id, name: person.name, phone: person.phone ?? '' }
    return { id: row.id, ctx: ctxOf(made, ['reviewer'], when), reviewer: { id, no, person: made } }
  }
  const story = { roundId, clerk, entries, reviewers, sheet }
  if (wish.ready !== false) await makeReady(story, seats)
  return story
}

async function makeReady(story: ReviewStory, seats: number): Promise<void> {
  const ctx = ctxOf(story.clerk, ['intake'], when)
  await makeCopies(ctx, { roundId: story.roundId })
  for (const entry of story.entries) {
    const copy = await db.blindCopy.findUniqueOrThrow({ where: { entryId: entry.id } })
    await confirmCopy(ctx, { entryId: entry.id, version: copy.version, sha256: copy.sha256 })
    for (let seat = 0; seat < seats; seat += 1) {
      const { id, ctx: own } = await story.sheet(entry, seat)
      await declareAssignment(own, { assignmentId: id, noRelation: true, confidential: true })
      await openSheet(own, id)
    }
  }
}
