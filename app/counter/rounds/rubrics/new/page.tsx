import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { emptyCriterion } from '@/lib/foundation/programme/model/rubric-form'
import { rubricView } from '@/lib/foundation/programme/server/rounds/rubrics'
import { RubricForm } from '../../_parts/rubric-form'

export const generateMetadata = titleFor('写评分表', 'intake')
export const dynamic = 'force-dynamic'

export default async function NewRubricPage({ searchParams }: { searchParams: Promise<{ from?: string | string[] }> }) {
  const { from } = await searchParams
  const actor = await requireRole('/counter/rounds/rubrics/new', 'intake')
  const base = typeof from === 'string' && from !== '' ? await orNotFound(rubricView(actor, from)) : null
  const start = base
    ? { name: base.name, source: base.source, criteria: base.criteria.map((one) => ({ ...one, anchors: [...one.anchors] })) }
    : { name: '', source: '', criteria: [{ ...emptyCriterion([]), weight: 100 }] }
  return (
    <StaffFrame actor={actor} current="rounds" title="批次">
      <p className="t13">
        <a href="/counter/rounds/rubrics">返回评分表</a>
      </p>
      <h1 className="mt8">{base ? `${base.name}，另存为新版` : '写一张评分表'}</h1>
      <p className="t14 c2 mt4">每一档写评审在材料里能看到什么，比如「送检达标，有报告」，不写「优秀」。</p>
      <RubricForm start={start} />
    </StaffFrame>
  )
}
