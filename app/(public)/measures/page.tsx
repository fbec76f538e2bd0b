import type { Metadata } from 'next'
import { PublicFrame } from '@/app/_ui/public-frame'
import { cachedMeasureGuides } from '@/lib/foundation/programme/server/queries'

export const revalidate = 60
export const metadata: Metadata = { title: '扶持举措' }

export default async function MeasuresPage() {
  const guides = await cachedMeasureGuides()
  const open = guides.filter((guide) => !guide.placeholder)
  const pending = guides.filter((guide) => guide.placeholder)
  return (
    <PublicFrame current="/measures">
      <div className="public">
        <h1>{guides.length} 项支持，一张表申请</h1>
        <p className="lead">
          先<a href="/check">花 60 秒看看你能申请什么</a>，再挑要的填一张表。申请不收任何费用。
        </p>
        <ul className="ms mt24">
          {open.map((guide) => (
            <li key={guide.code}>
              <span className="no num" aria-hidden="true">
                {String(guide.no).padStart(2, '0')}
              </span>
              <div>
                <h2>
                  <a href={`/measures/${guide.code}`}>{guide.name}</a>
                </h2>
                <p>{guide.benefit}</p>
              </div>
              <span className="t13 c2 when">{guide.promisedDays === null ? '承诺时限待补' : `受理后 ${guide.promisedDays} 个工作日内答复`}</span>
              <span className="tr">
                <a className="btn md sec" href={`/measures/${guide.code}`} aria-label={`看${guide.name}的办事指南`}>
                  怎么办
                </a>
              </span>
            </li>
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
      </div>
    </PublicFrame>
  )
}
