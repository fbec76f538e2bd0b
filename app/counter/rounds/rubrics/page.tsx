import { Plus } from 'lucide-react'
import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { rubricsPage } from '@/lib/foundation/programme/server/rounds/rubrics'
import { RubricTable } from '../_parts/rubric-table'

const roles = ['intake', 'leader', 'auditor', 'chair', 'observer'] as const
export const generateMetadata = titleFor('评分表', ...roles)
export const dynamic = 'force-dynamic'

export default async function RubricsPage() {
  const actor = await requireRole('/counter/rounds/rubrics', ...roles)
  const { rubrics, mayManage } = await orNotFound(rubricsPage(actor))
  return (
    <StaffFrame actor={actor} current="rounds" title="批次">
      <p className="t13">
        <a href="/counter/rounds">返回批次</a>
      </p>
      <div className="adm-head mt8">
        <div>
          <h1>评分表</h1>
          <p className="t13 c2 mt4">存下的表不再改，要改就另存一版。正在用的批次一直用原来那一版。</p>
        </div>
        {mayManage ? (
          <a className="btn md" href="/counter/rounds/rubrics/new">
            <Plus size={16} aria-hidden="true" />
            写一张新的
          </a>
        ) : null}
      </div>
      {rubrics.length === 0 ? <EmptyState kind="start" title="还没有评分表" text="有了评分表，专家评审的批次才能发布。" /> : null}
      {rubrics.map((rubric) => (
        <section className="mt24" key={rubric.id} aria-labelledby={`r-${rubric.id}`}>
          <div className="adm-head">
            <div>
              <h2 id={`r-${rubric.id}`} className="t16">
                {rubric.name}，第 {rubric.version} 版
              </h2>
              <p className="t13 c2">
                {rubric.source} · {rubric.madeAt}
                {rubric.usedBy.length > 0 ? '，用它的批次：' : '，还没有批次用'}
                {rubric.usedBy.map((round, i) => (
                  <span key={round.id}>
                    {i > 0 ? '、' : ''}
                    <a className="u" href={`/counter/rounds/${round.id}`}>
                      {round.name}
                    </a>
                  </span>
                ))}
              </p>
            </div>
            {mayManage ? (
              <a className="btn sm sec" href={`/counter/rounds/rubrics/new?from=${rubric.id}`}>
                另存为新版
              </a>
            ) : null}
          </div>
          <div className="mt8">
            <RubricTable criteria={rubric.criteria} label={`${rubric.name}第 ${rubric.version} 版`} />
          </div>
        </section>
      ))}
    </StaffFrame>
  )
}
