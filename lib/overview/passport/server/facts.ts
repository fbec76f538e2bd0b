import 'server-only'
import type { Answers } from '@/lib/foundation/programme/model/answers'
import type { VentureFacts } from '@/lib/foundation/venture/model/promotion'
import type { VentureProfile } from '@/lib/foundation/venture/server/door'
import type { latestAnswers } from '@/lib/journeys/application/server/door'
import type { Holding } from '@/lib/journeys/space/server/door'

type FormAnswers = Awaited<ReturnType<typeof latestAnswers>>

const yesNo = (text: string | undefined): boolean | null => (text === 'yes' ? true : text === 'no' ? false : null)

/** What is known of the venture: rows first, then what its last form says and nobody has checked. */
export function ventureFacts(venture: VentureProfile, answers: FormAnswers): VentureFacts {
  const said = Number((answers.project?.fullTime ?? '').normalize('NFKC'))
  const fullTime = answers.project?.fullTime && Number.isInteger(said) ? { count: said, from: '你在表里填的' } : null
  return {
    ...venture.facts,
    saysRegistered: yesNo(answers.company?.registered),
    saysProperty: yesNo(answers.property?.has),
    fullTime: fullTime ?? (venture.stage ? { count: venture.facts.teamSize, from: '台账里的团队人数' } : null),
  }
}

const said = (text: string | undefined): 'yes' | 'no' | undefined => (text === 'yes' || text === 'no' ? text : undefined)

/** What a person would answer in the eligibility check, from their rows and their last form. `graduated`: year and month. */
export function eligibilityAnswers(graduated: string | null, venture: VentureProfile | undefined, form: FormAnswers, holdings: readonly Holding[]): Answers {
  const answers: Answers = { holdsDesks: holdings.some((one) => one.kind === 'desk' || one.kind === 'room') ? 'yes' : 'no' }
  const graduatedOn = graduated ?? form.identity?.graduatedOn
  if (form.identity?.status === 'enrolled') answers.status = 'enrolled'
  else if (graduatedOn) answers.status = 'graduated'
  if (graduatedOn && /^\d{4}-\d{2}$/.test(graduatedOn)) answers.graduatedOn = graduatedOn
  const registered = venture?.facts.companyName ? 'yes' : said(form.company?.registered)
  if (registered) answers.companyRegistered = registered
  const settled = venture?.stage ? 'yes' : said(form.company?.worksInZone)
  if (settled) answers.worksInZone = settled
  const localHome = said(form.identity?.localHome)
  if (localHome) answers.localHome = localHome
  return answers
}
