import { type Answers, answersSchema } from '@/lib/foundation/programme/model/answers'
import { parseYuan } from '@/lib/kernel/money'
import type { ScreenedForm } from './keys'

/** What rows say of the applicant and the team, apart from what they wrote. */
export interface RowFacts {
  readonly teamSize: number
  readonly holdsDesks: boolean
  readonly openClawback: boolean
  readonly banned: boolean
  readonly liveCash: boolean
}

const said = (yes: boolean) => (yes ? 'yes' : 'no') as 'yes' | 'no'
const fenOf = (section: Readonly<Record<string, string>> | undefined) => {
  const amount = section?.want === 'yes' ? parseYuan(section.amount ?? '') : null
  return amount?.ok && amount.value > 0 ? amount.value : undefined
}

/** The answers of a submitted form as the conditions ask for them; what the form does not say stays unknown and is for the window. */
export function answersOf(form: ScreenedForm, rows: RowFacts): Answers {
  const { identity, company, loan, grant } = form
  const wanted = {
    status: identity?.status,
    graduatedOn: identity?.graduatedOn,
    companyRegistered: company?.registered,
    worksInZone: company?.worksInZone,
    localHome: identity?.localHome,
    amountFen: fenOf(loan),
    grantFen: fenOf(grant),
    teamSize: Math.min(20, Math.max(1, rows.teamSize)),
    holdsDesks: said(rows.holdsDesks),
    openClawback: said(rows.openClawback),
    banned: said(rows.banned),
    liveCash: said(rows.liveCash),
  }
  const known = Object.entries(wanted).filter(([name, value]) => answersSchema.safeParse({ [name]: value }).success && value !== undefined)
  return answersSchema.parse(Object.fromEntries(known))
}
