import type { Metadata } from 'next'
import { PublicFrame } from '@/app/_ui/public-frame'
import { Tag } from '@/app/_ui/tag'
import { type DrawState, drawMachine, drawWords } from '@/lib/foundation/draw/model/machine'
import { drawHref, drawQuerySchema } from '@/lib/foundation/draw/model/schema'
import { type DrawLine, publicDraws } from '@/lib/foundation/draw/server/queries'
import { moment } from './moment'

export const metadata: Metadata = { title: '摇号与验算' }
export const dynamic = 'force-dynamic'

const PATH = '/draws'
const states: readonly DrawState[] = drawMachine.states.filter((state) => state !== 'planned')

function Line({ draw }: { draw: DrawLine }) {
  const { kind, public: word } = drawWords[draw.state]
  return (
    <li className="draw-line">
      <div>
        <p className="row g8 wrap">
          {draw.superseded ? <Tag kind="mute">已重摇，不作数</Tag> : <Tag kind={kind}>{word}</Tag>}
          <span className="t14 c3">
            {draw.purpose} · {draw.units} 个名额{draw.entries > 0 ? ` · ${draw.entries} 个编号` : ''}
          </span>
        </p>
        <h2>
          <a href={`${PATH}/${draw.number}`}>{draw.title}</a>
        </h2>
        <p className="mono c3">封条 {draw.commit}</p>
      </div>
      <p className="t14 c2">{draw.publishedAt ? `${moment(draw.publishedAt)} 公布` : `${moment(draw.closesAt)} 截止`}</p>
    </li>
  )
}

export default async function DrawsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = drawQuerySchema.parse(await searchParams)
  const list = await publicDraws(query)
  const total = states.reduce((sum, state) => sum + (list.counts[state] ?? 0), 0)
  return (
    <PublicFrame current="/draws">
      <div className="public">
        <h1>摇号与验算</h1>
        <p className="lead">名额不够时摇号。密钥先封好，再等一个谁也定不了的数，最后打开密钥：任何人都能在自己的浏览器里重算一遍。</p>
        <nav className="chips" aria-label="按状态看">
          <a className="chip" href={drawHref(PATH, { ...query, state: undefined, page: 1 })} aria-current={query.state ? undefined : 'true'}>
            全部 {total}
          </a>
          {states.map((state) => (
            <a key={state} className="chip" href={drawHref(PATH, { ...query, state, page: 1 })} aria-current={query.state === state ? 'true' : undefined}>
              {drawWords[state].staff} {list.counts[state] ?? 0}
            </a>
          ))}
        </nav>
        {list.lines.length > 0 ? (
          <ul className="mt16">
            {list.lines.map((draw) => (
              <Line key={draw.number} draw={draw} />
            ))}
          </ul>
        ) : (
          <p className="c2 mt24">{query.state || query.q ? '没有这样的摇号，换个条件看看。' : '还没有摇过号。有名额不够的批次时，封条会先公布在这里。'}</p>
        )}
        {list.pages > 1 ? (
          <nav className="chips" aria-label="翻页">
            {Array.from({ length: list.pages }, (_, i) => i + 1).map((page) => (
              <a key={page} className="chip" href={drawHref(PATH, { ...query, page })} aria-current={page === query.page ? 'true' : undefined}>
                第 {page} 页
              </a>
            ))}
          </nav>
        ) : null}
      </div>
    </PublicFrame>
  )
}
