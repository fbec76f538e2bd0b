import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Glyph } from '@/app/_ui/glyph'
import { PublicFrame } from '@/app/_ui/public-frame'
import { measures } from '@/lib/foundation/programme/model/measures'
import { cachedMeasureGuides, type MeasureGuide } from '@/lib/foundation/programme/server/queries'

export const revalidate = 60

interface Props {
  params: Promise<{ code: string }>
}

const guideOf = async (params: Props['params']) => {
  const { code } = await params
  return (await cachedMeasureGuides()).find((guide) => guide.code === code)
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await guideOf(params))?.name ?? '没有这项举措' }
}

/** The codes are a closed list of the programme; an address beside it is a 404 that fills no cache. */
export const dynamicParams = false
export const generateStaticParams = () => measures.map(({ code }) => ({ code }))

const wantOf: Readonly<Record<string, string>> = { desk: 'desk', flat: 'flat', loan: 'loan', mentor: 'coaching', grant: 'grant' }
const Pending = () => <p className="c3">待补：内容还没有公布，公布后补在这里。</p>

function Conditions({ guide }: { guide: MeasureGuide }) {
  return (
    <section className="part">
      <h2>什么人能申请</h2>
      <ul className="lines">
        {guide.conditions.map(({ label, clause }) => (
          <li key={label}>
            <b>{guide.placeholder ? '待补' : label}</b>
            <p className="c">依据：{clause}</p>
          </li>
        ))}
      </ul>
      {guide.placeholder ? null : (
        <p className="mt12 no-print">
          <a href="/check">花 60 秒测一测你符不符合</a>
        </p>
      )}
    </section>
  )
}

function Materials({ guide }: { guide: MeasureGuide }) {
  return (
    <section className="part">
      <h2>要准备什么</h2>
      {guide.materials.length === 0 ? <Pending /> : null}
      <ul className="lines">
        {guide.materials.map((material) => (
          <li key={material.key}>
            <span className="row">
              <b>{material.name}</b>
              <span className={material.required ? 'tag info' : 'tag mute'}>{material.required ? '一定要' : '有就传'}</span>
            </span>
            <p>{material.hint}</p>
            <p className="c">去哪办：{material.where}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Process({ guide }: { guide: MeasureGuide }) {
  return (
    <section className="part">
      <h2>怎么办</h2>
      {guide.process.length === 0 ? <Pending /> : null}
      <ol className="lines">
        {guide.process.map((part, i) => (
          <li key={part.step}>
            <span className="row">
              <b>
                {i + 1}. {part.step}
              </b>
              <span className="t14 c2">{part.days}</span>
            </span>
            <p>{part.who}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Facts({ guide }: { guide: MeasureGuide }) {
  const days = (n: number | null) => (n === null ? '待补' : n)
  const unit = (n: number | null) => (n === null ? null : <small>个工作日，受理后算起</small>)
  return (
    <aside className="card" aria-label="时限和依据">
      <dl className="facts">
        <div>
          <dt>承诺多久答复</dt>
          <dd className="big">
            {days(guide.promisedDays)}
            {unit(guide.promisedDays)}
          </dd>
        </div>
        <div>
          <dt>法定时限</dt>
          <dd>{guide.statutoryDays === null ? '待补' : `${guide.statutoryDays} 个工作日`}</dd>
        </div>
        <div>
          <dt>收费</dt>
          <dd>不收任何费用</dd>
        </div>
        <div>
          <dt>法律依据</dt>
          <dd>{guide.legalBasis}</dd>
        </div>
        <div>
          <dt>属于</dt>
          <dd>{guide.programmes.map(({ name }) => name).join('、')}</dd>
        </div>
        <div>
          <dt>钱从哪来</dt>
          <dd>{guide.fundSources.map(({ name }) => name).join('、')}</dd>
        </div>
        <div>
          <dt>内容出处</dt>
          <dd>{guide.source}</dd>
        </div>
        <div>
          <dt>问人</dt>
          <dd>
            <a className="u" href="tel:073155500188">
              0731-5550 0188
            </a>
            ，工作日 8:30—17:00
          </dd>
        </div>
      </dl>
    </aside>
  )
}

export default async function MeasurePage({ params }: Props) {
  const guide = await guideOf(params)
  if (!guide) notFound()
  return (
    <PublicFrame current="/measures">
      <div className="public">
        <a className="back" href="/measures">
          <Glyph name="back" />
          全部支持
        </a>
        <h1>{guide.name}</h1>
        <p className="lead">{guide.placeholder ? guide.summary : `${guide.summary}${guide.benefit}`}</p>
        {guide.openForApply ? (
          <p className="go">
            <a className="btn xl" href={`/my/applications/new?wants=${wantOf[guide.caseKind ?? ''] ?? ''}`}>
              申请{guide.name.replace(/（.*）/, '')}
            </a>
            <a href="/check">先测测我符不符合</a>
          </p>
        ) : null}
        <div className="g2">
          <div>
            <Conditions guide={guide} />
            <Materials guide={guide} />
            <Process guide={guide} />
          </div>
          <div className="mt32">
            <Facts guide={guide} />
          </div>
        </div>
      </div>
    </PublicFrame>
  )
}
