import type { Metadata } from 'next'
import { cache } from 'react'
import { Glyph } from '@/app/_ui/glyph'
import { PublicFrame } from '@/app/_ui/public-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { decoded, orNotFound, titleIf } from '@/app/guard'
import { drawWords } from '@/lib/foundation/draw/model/machine'
import { rankWord } from '@/lib/foundation/draw/model/schema'
import { type PublicDrawView, publicDraw } from '@/lib/foundation/draw/server/queries'
import type { PublishedDraw } from '@/lib/foundation/draw/server/record'
import { typed } from '../../_ui/look-up'
import { moment } from '../moment'
import { OrderTable } from '../order-table'
import { PrintLink } from '../print-link'
import { Steps } from '../steps'
import { VerdictLater } from '../verdict-later'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const view = cache((id: string) => publicDraw(id))
/** How many ranks the page shows before 看全部. */
const SHOWN = 16

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  const number = decoded(id)
  return titleIf(`摇号 ${number}`, view(number))
}

/** The own place first: on a telephone this is what people come for. */
function Mine({ record, own }: { record: PublishedDraw; own: string }) {
  const entry = record.entries.find((one) => one.entryNo === own)
  if (!entry)
    return (
      <p className="errmsg mt8" id="no-error" role="alert">
        <Glyph name="alert" />
        <span>名单里没有 {own}，请对照报名回执再看一遍</span>
      </p>
    )
  const won = entry.rank <= record.units
  return (
    <section className="card mine" aria-label="你的位置">
      <div className="row between">
        <span className="t14 c2">你的编号 {entry.entryNo}</span>
        <Tag kind={won ? 'ok' : 'mute'}>{won ? '入选' : '轮候'}</Tag>
      </div>
      <b>
        第 {entry.rank} 位{won ? '' : `，${rankWord(entry.rank, record.units)}`}
      </b>
    </section>
  )
}

function Find({ path, own }: { path: string; own: string }) {
  return (
    <form className="find-line" action={path} method="get">
      <label className="lab fb" htmlFor="no">
        查我的位置
      </label>
      <div className="row g8 mt8">
        <input className="inp grow" id="no" name="no" defaultValue={own} maxLength={40} autoComplete="off" placeholder="报名编号" />
        <button type="submit" className="btn">
          查
        </button>
      </div>
    </form>
  )
}

function Order({ draw, record, own, all }: { draw: PublicDrawView; record: PublishedDraw; own: string; all: boolean }) {
  const path = `/draws/${draw.number}`
  const shown = all ? record.entries : record.entries.filter((entry) => entry.rank <= SHOWN || entry.entryNo === own)
  return (
    <aside>
      <div className="card clip">
        <Find path={path} own={own} />
        <OrderTable record={record} own={own} shown={shown} />
        <div className="row between tbl-foot">
          {record.entries.length > shown.length ? (
            <a href={`${path}?all=1`}>看全部 {record.entries.length} 个</a>
          ) : (
            <span className="c3">共 {record.entries.length} 个编号</span>
          )}
          <a href={`${path}/export`}>下载 CSV</a>
        </div>
      </div>
      <p className="t14 c2 mt16">名单里只有报名编号，没有姓名。对结果有疑问，请打 0731-5550 0188，或到窗口提出。</p>
    </aside>
  )
}

function Runs({ record }: { record: PublishedDraw }) {
  if (record.supersededBy)
    return (
      <Note kind="warn">
        这一次不作数了，经两人批准重摇，作数的是 <a href={`/draws/${record.supersededBy}`}>{record.supersededBy}</a>。
      </Note>
    )
  const runs = record.previousRuns
  if (runs.length === 0)
    return (
      <Note kind="info">
        <b>只摇过 1 次，没有重摇。</b>真要重摇，要在公布以前，由两个人批准并写明原因，前一次的结果也会留在这里。
      </Note>
    )
  return (
    <Note kind="warn">
      <b>摇过 {runs.length + 1} 次，作数的是最后一次。</b>每一次都留着，都能重算：
      <ul>
        {runs.map((run) => (
          <li key={run.id}>
            <a href={`/draws/${run.id}`}>{run.id}</a>，不作数的原因：{run.rerunReason}
          </li>
        ))}
      </ul>
    </Note>
  )
}

/** Before the key is opened: what has happened, and what comes next. */
const waiting = (draw: PublicDrawView): string =>
  draw.state === 'committed'
    ? `密钥已经封好，${moment(draw.closesAt)} 截止后冻结名单。结果公布后，这里会用你的浏览器重算一遍。`
    : '名单已经冻结，谁也加不进、换不掉。公共数出来后开摇，公布时打开密钥，这里会用你的浏览器重算一遍。'

export default async function DrawPage({ params, searchParams }: Props) {
  const { id } = await params
  const draw = await orNotFound(view(decoded(id)))
  const query = await searchParams
  const own = typed(query.no).normalize('NFKC').toUpperCase()
  const { record } = draw
  const { kind, public: stateWord } = drawWords[draw.state]
  return (
    <PublicFrame current="/draws">
      <div className="draw">
        <nav className="crumb" aria-label="位置">
          <a href="/draws">摇号</a>
          <Glyph name="next" size={12} />
          <b>{draw.number}</b>
        </nav>
        <div className="dr">
          <div className="lead-part">
            <div>
              <p className="row g8 wrap">
                <Tag kind={kind}>{stateWord}</Tag>
                <span className="t14 c3">
                  {draw.units} 个名额{draw.entries > 0 ? ` · ${draw.entries} 个编号参加` : ''}
                </span>
                <PrintLink />
              </p>
              <h1>{draw.title}</h1>
              {record && own ? <Mine record={record} own={own} /> : null}
              {record ? <VerdictLater record={record} file={`/api/v1/draws/${draw.number}`} /> : <Note kind="info">{waiting(draw)}</Note>}
            </div>
            <div className="proof">
              <h2 className="how">怎么保证没人做手脚</h2>
              <Steps draw={draw} />
              {record ? <Runs record={record} /> : null}
              <p className="t14 c3 mt16">
                谁能参加：{draw.poolRule}。规则 {draw.ruleVersion}：先看等级，同一等按算出的数从小到大。
              </p>
            </div>
          </div>
          {record ? <Order draw={draw} record={record} own={own} all={typed(query.all) === '1'} /> : null}
        </div>
      </div>
    </PublicFrame>
  )
}
