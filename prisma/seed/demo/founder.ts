// The demo's founder applies for a flat and a mentor: one case waits for a paper, the other one is being handled.
import { accept } from '@/lib/foundation/casework/server/commands/accept'
import { requireSupplement } from '@/lib/foundation/casework/server/commands/require-supplement'
import type { DraftData } from '@/lib/journeys/application/model/form'
import { attachFile } from '@/lib/journeys/application/server/commands/attach'
import { saveSection, startDraft } from '@/lib/journeys/application/server/commands/draft'
import { submitApplication } from '@/lib/journeys/application/server/commands/submit'
import type { Actor } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { completeDraft } from '@/prisma/factories/drafts'
import type { StoryDays } from './days'
import { demoFile } from './materials'
import { actorOf, ctxFor } from './people'

/** Of the synthetic block: 997 is not given to real people. */
const ID_NUMBERS = { male: '430302200306119975', female: '430302200306119983' } as const

type Sections = Omit<DraftData, 'prefilled'>

async function formFor(actor: Actor): Promise<Sections> {
  const member = await db.ventureMember.findFirst({ where: { personId: actor.personId, role: 'lead', leftAt: null }, include: { venture: true, person: true } })
  const { identity, project, ...rest } = completeDraft('2')
  const person = member?.person
  const graduatedOn = person?.graduatedOn?.toISOString().slice(0, 7) ?? identity?.graduatedOn ?? ''
  return {
    ...rest,
    identity: {
      ...identity,
      idNumber: ID_NUMBERS[person?.sex === 'female' ? 'female' : 'male'],
      degree: person?.degree ?? '本科',
      school: person?.school ?? identity?.school ?? '',
      graduatedOn,
    },
    project: {
      ...project,
      name: member?.venture.name ?? project?.name ?? '',
      field: member?.venture.field || (project?.field ?? ''),
      oneLine: '给少数民族手艺人和城里年轻人之间搭一座桥，一件衣服从下单到成衣全程能看见',
      summary:
        '我们把湘西、通道等地的织锦和刺绣手艺人组织起来，按订单定制日常能穿的民族服饰。客户在小程序上选纹样、量体、看打样进度，手艺人按件计酬、当周结算。去年完成定制六百多件，退换率百分之三，复购超过三成，已经和两家文旅景区签了联名。',
      fullTime: String(member?.venture.teamSize ?? 2),
    },
    desk: { want: 'no', count: '', byWindow: 'no' },
    flat: { want: 'yes', detail: '团队里有一位同事刚从外地来，想住得离众创中心近一点' },
    coaching: { want: 'yes', needs: '品牌渠道、知识产权' },
  }
}

async function apply(actor: Actor, days: StoryDays): Promise<void> {
  const ctx = ctxFor(actor, days.at(4, 0.2))
  const { id } = await startDraft(ctx, {})
  let { version } = await db.application.findUniqueOrThrow({ where: { id }, select: { version: true } })
  for (const [section, values] of Object.entries(await formFor(actor))) {
    const saved = await saveSection(ctxFor(actor, days.at(4, 0.3)), { id, section: section as keyof Sections, version, values })
    if (Object.keys(saved.faults).length > 0) throw new Error(`founder's form: ${section} ${JSON.stringify(saved.faults)}`)
    version = saved.version
  }
  for (const purpose of ['identity', 'study', 'plan']) await attachFile(ctxFor(actor, days.at(4, 0.35)), { id, purpose, file: await demoFile(purpose) })
  const latest = await db.application.findUniqueOrThrow({ where: { id }, select: { version: true } })
  await submitApplication(ctxFor(actor, days.at(4, 0.4)), { id, version: latest.version, truthful: true, verification: true })
}

const openCase = (personId: string, measureCode: string) => db.case.findFirst({ where: { personId, measureCode, state: 'submitted' } })

/** Recovers from any interruption: applies once, then takes each case as far as it has not come yet. */
export async function tellFounder(days: StoryDays): Promise<void> {
  const actor = await actorOf('founder')
  const clerk = await actorOf('clerk')
  const submitted = await db.application.count({ where: { personId: actor.personId, state: 'submitted' } })
  if (submitted === 0) await apply(actor, days)
  const flat = await openCase(actor.personId, 'flat')
  if (flat)
    await requireSupplement(ctxFor(clerk, days.at(2, 0.5)), {
      caseNo: flat.caseNo,
      version: flat.version,
      items: [{ key: 'study', remark: '验证报告过了有效期，请在学信网重新下载一份' }],
    })
  const mentor = await openCase(actor.personId, 'coaching')
  if (mentor) await accept(ctxFor(clerk, days.at(1, 0.3)), { caseNo: mentor.caseNo, version: mentor.version })
}
