// Makes one blind sheet, ready to be scored, in the database of the app that runs, by the commands of the office; prints the
// account that may open it and everything that must not be told. For e2e/gates/blind.spec.ts.
import { randomInt } from 'node:crypto'
import { planPdf, reviewStory } from '@/lib/entry/review-story'
import { closeDatabase, db } from '@/lib/platform/db'
import { makePerson } from '@/prisma/factories/people'

/** Names that nobody of the demo has. */
const founder = '霍榕笙'

/** Telephone numbers of the factories begin anew in every process: those that are taken are passed over. */
async function passTakenNumbers(): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const made = await makePerson(db, '占号', []).catch(() => null)
    if (made) return
  }
  throw new Error('no free telephone number')
}

await passTakenNumbers()
const story = await reviewStory({
  founders: [founder],
  plan: ({ name, phone }) =>
    planPdf([
      `${name}的项目计划书`,
      '三、技术方案',
      `团队${name}在湘州理工大学的试验台采集了 6 类轴承的声音，一共四百一十二小时。`,
      `权利人为湘潭石榴智造0科技有限公司，专利号 ZL 2025 2 1234567.8，联系电话 ${phone}，见 www.shiliu.cn。`,
    ]),
})
const [entry] = story.entries
if (!entry) throw new Error('no entry')
const { id, reviewer } = await story.sheet(entry, 0)
const user = await db.user.findUniqueOrThrow({ where: { id: reviewer.person.userId } })
const known = await db.user.findFirstOrThrow({ where: { loginName: 'auditor' }, select: { passwordHash: true } })
const login = user.loginName ?? `gate-reviewer-${randomInt(1_000_000)}`
if (!user.loginName) await db.user.update({ where: { id: user.id }, data: { loginName: login, passwordHash: known.passwordHash, demo: true } })
const secrets = [
  founder,
  '霍榕',
  '榕笙',
  '湘州理工',
  '石榴智造',
  '石榴工坊',
  '轴承声纹监测仪',
  '1234567',
  'shiliu',
  entry.founder.phone,
  entry.founder.personId,
  entry.applicationId,
  entry.caseId,
]
process.stdout.write(`${JSON.stringify({ login, assignmentId: id, roundId: story.roundId, code: entry.code, secrets })}\n`)
await closeDatabase()
process.exit(0)
