import { notFound } from 'next/navigation'
import { z } from 'zod'
import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { type PanelsPage as Page, panelsPage } from '@/lib/foundation/panel/server/panels-page'
import { hasRole } from '@/lib/kernel/actor'
import { EnterButton, FormPanel } from './form-panel'
import { PanelCard } from './panel-card'

const roles = ['intake', 'leader', 'auditor', 'chair', 'observer'] as const

export const generateMetadata = titleFor('分组和抽专家', ...roles)
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

function Unnumbered({ page }: { page: Page }) {
  if (page.unnumbered === 0) return null
  return (
    <section className="card pad20 mt16" aria-labelledby="unnumbered">
      <h2 className="t16" id="unnumbered">
        {page.unnumbered} 件申报等编号
      </h2>
      <p className="t14 c2 mt4">复核通过、进入评审的申报先编号（P-01 起，按交件先后）。专家只看到编号。</p>
      {page.canRun ? <EnterButton roundId={page.round.id} count={page.unnumbered} /> : null}
    </section>
  )
}

export default async function PanelsPage({ params, searchParams }: Props) {
  const { id } = await params
  const { any } = await searchParams
  if (!z.uuid().safeParse(id).success) notFound()
  const path = `/counter/rounds/${id}/panels`
  const actor = await requireRole(path, ...roles)
  const page = await orNotFound(panelsPage(actor, id, any === '1'))
  const nothing = page.panels.length === 0 && page.waiting.length === 0 && page.unnumbered === 0
  return (
    <StaffFrame actor={actor} current="reviewers" title="分组和抽专家">
      <p className="crumb">
        <a href={`/counter/rounds/${id}`}>{page.round.name}</a>
      </p>
      <div className="adm-head">
        <h1>分组和抽专家</h1>
        {hasRole(actor, 'intake', 'leader', 'auditor') ? (
          <a className="btn sec md" href="/counter/reviewers">
            看专家库
          </a>
        ) : null}
      </div>
      <Unnumbered page={page} />
      {page.waiting.length > 0 ? (
        <section className="card pad20 mt16" aria-labelledby="waiting">
          <h2 className="t16" id="waiting">
            {page.waiting.length} 件等分组
          </h2>
          <FormPanel page={page} suggested={`第${page.panels.length + 1}组`} />
        </section>
      ) : null}
      {page.panels.map((panel) => (
        <PanelCard key={panel.id} panel={panel} path={path} anyField={any === '1'} />
      ))}
      {nothing ? <EmptyState kind="start" title="还没有进入评审的申报" text="初审、复核都通过的申报会出现在这里，编号以后分组、抽专家。" /> : null}
    </StaffFrame>
  )
}
