import { answersSchema } from '@/lib/foundation/programme/model/answers'
import { checkEligibility } from '@/lib/foundation/programme/server/queries'
import { clock } from '@/lib/platform/clock'
import { bodyOf, endpoint, onlyAllows, privateJson, queryOf } from '../_http'
import { nothingSchema } from '../_schemas'

export const dynamic = 'force-dynamic'

export const POST = endpoint('eligibility', async (request) => {
  queryOf(request, nothingSchema)
  const answers = await bodyOf(request, answersSchema)
  const asOf = clock.today()
  const items = (await checkEligibility(answers, asOf)).map(({ benefit: _, caseKind: __, ...item }) => item)
  return privateJson({ asOf, items })
})

const refuse = onlyAllows('POST')

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT }
