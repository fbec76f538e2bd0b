import type { Metadata } from 'next'
import { PublicFrame } from '@/app/_ui/public-frame'
import { cachedMeasureGuides, type MeasureGuide } from '@/lib/foundation/programme/server/queries'

export const revalidate = 60
export const metadata: Metadata = { title: '扶持举措' }

function Row({ guide, no, heading: Heading }: { guide: MeasureGuide; no: string; heading: 'h2' | 'h3' }) {
  return (
    <li>
      <span className="no num" aria-hidden="true">
        {no}
      </span>
      <div>
        <Heading>
          <a href={`/measures/${guide.code}`}>{guide.name}</a>
        </Heading>
        <p>{guide.benefit}</p>
      </div>
      <span className="t13 c2 when">{guide.promisedDays === null ? '承诺时限待补' : `受理后 ${guide.promisedDays} 个工作日内答复`}</span>
      <span className="tr">
        <a className="btn md sec" href={`/measures/${guide.code}`} aria-label={`看${guide.name}的办事指南`}>
          怎么办
        </a>
      </span>
    </li>
  )
}

export default async function MeasuresPage() {
  const guides = await cachedMeasureGuides()
  const listed = guides.filter((guide) => guide.listed)
  const open = listed.filter((guide) => !guide.placeholder)
  const pending = listed.filter((guide) => guide.placeholder)
  const others = guides.filter((guide) => !guide.listed)
  return (
    <PublicFrame current="/measures">
      <div className="public">
        <h1>{listed.length} 项支持，一张表申请</h1>
        <p className="lead">
          先<a href="/check">花 60 秒看看你能申请什么</a>，再挑要的填一张表。申请不收任何费用。
        </p>
        <ul className="ms mt24">
          {open.map((guide) => (
            <Row key={guide.code} guide={guide} no={String(guide.no).padStart(2, '0')} heading="h2" />
          ))}
        </ul>
        {pending.length > 0 ? (
          <section className="part">
            <h2>还没有公布内容的 {pending.length} 项</h2>
            <ul className="pend">
              {pending.map((guide) => (
                <li key={guide.code}>
                  <a href={`/measures/${guide.code}`}>{guide.name.replace('（待补）', '')}</a>
                  <span className="c3">待补</span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {others.length > 0 ? (
          <section className="part" aria-labelledby="fund">
            <h2 id="fund">专项资金</h2>
            <p className="c2">
              公布的 {listed.length} 项里没有点名，钱来自同一笔专项资金，按批次申请。内容是平台默认，待管委会确认，不计入 {listed.length} 项。
            </p>
            <ul className="ms mt12">
              {others.map((guide) => (
                <Row key={guide.code} guide={guide} no="资" heading="h3" />
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </PublicFrame>
  )
}
