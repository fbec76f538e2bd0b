import type { ReactNode } from 'react'
import { type Stage, stages } from '@/lib/overview/open-data/model/numbers'
import type { PublicNumbers } from '@/lib/overview/open-data/server/stats'

const number = (n: number) => n.toLocaleString('en-US')
const percent = (part: number, whole: number) => (whole > 0 ? Math.round((part / whole) * 1000) / 10 : 0)

function Figure({
  href,
  label,
  value,
  unit,
  bar,
  children,
}: {
  href: string
  label: string
  value: string
  unit: string
  bar: ReactNode
  children: ReactNode
}) {
  return (
    <a className="nm" href={href}>
      <span className="l">{label}</span>
      <span className="v">
        {value}
        <small>{unit}</small>
      </span>
      {bar}
      <span className="s">{children}</span>
    </a>
  )
}

const UsedBar = ({ used, total }: { used: number; total: number }) => (
  <span className="bar" role="img" aria-label={`已用 ${percent(used, total)}%`}>
    <i style={{ width: `${percent(used, total)}%` }} />
  </span>
)

/** Stages as shares of one bar; the words below say the same. */
const StageBar = ({ byStage, total }: { byStage: Readonly<Record<Stage, number>>; total: number }) => (
  <span className="bar seg" aria-hidden="true">
    {stages.map((stage) => (byStage[stage] > 0 ? <i key={stage} className={stage} style={{ width: `${percent(byStage[stage], total)}%` }} /> : null))}
  </span>
)

const shortStage: Readonly<Record<Stage, string>> = { nursery: '苗圃', makerspace: '众创', incubator: '孵化', accelerator: '加速', industrial_park: '产业园' }

/** The programme in five numbers, each with what is left of it and a way to its rows. */
export function Figures({ numbers: n }: { numbers: PublicNumbers }) {
  return (
    <div className="nums">
      <Figure
        href="/numbers/fund"
        label={n.fundYear ? `${n.fundYear} 年专项资金` : '专项资金'}
        value={number(n.fundFen / 100)}
        unit="元"
        bar={<span className="bar none" />}
      >
        每年一笔，只用在扶持举措上
      </Figure>
      <Figure
        href="/numbers/space"
        label="免租载体"
        value={number(Math.round(n.space.totalSqm))}
        unit="㎡"
        bar={<UsedBar used={n.space.totalSqm - n.space.freeSqm} total={n.space.totalSqm} />}
      >
        今天空 {number(Math.round(n.space.freeSqm))} ㎡
      </Figure>
      <Figure
        href="/numbers/desks"
        label="免费工位"
        value={number(n.desks.total)}
        unit="个"
        bar={<UsedBar used={n.desks.total - n.desks.free} total={n.desks.total} />}
      >
        今天空 {n.desks.free} 个
      </Figure>
      <Figure
        href="/numbers/apartments"
        label="创业公寓"
        value={number(n.apartments.total)}
        unit="间"
        bar={<UsedBar used={n.apartments.total - n.apartments.free} total={n.apartments.total} />}
      >
        今天空 {n.apartments.free} 间{n.apartments.waiting > 0 ? `，轮候 ${n.apartments.waiting}` : ''}
      </Figure>
      <Figure
        href="/numbers/projects"
        label="在孵项目"
        value={number(n.projects.total)}
        unit="个"
        bar={<StageBar byStage={n.projects.byStage} total={n.projects.total} />}
      >
        {stages
          .filter((stage) => n.projects.byStage[stage] > 0)
          .map((stage) => `${shortStage[stage]} ${n.projects.byStage[stage]}`)
          .join(' · ') || '还没有项目入驻'}
      </Figure>
    </div>
  )
}
