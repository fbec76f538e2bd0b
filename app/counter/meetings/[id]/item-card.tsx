import { Note, Tag } from '@/app/_ui/tag'
import { points } from '@/lib/journeys/meeting/model/minutes'
import { outcomeWords, voteWords } from '@/lib/journeys/meeting/model/voting'
import type { ItemView, MeetingView, Money } from '@/lib/journeys/meeting/server/room'
import { formatYuan } from '@/lib/kernel/money'
import { Ballot } from './ballot'
import { CloseItemForm } from './close-item-form'

interface Props {
  item: ItemView
  money: Money | null
  may: MeetingView['may']
  state: MeetingView['state']
  quorum: number
  me: MeetingView['me']
}

/** Without the two zeros where it is whole yuan. */
const yuan = (fen: number) => `${formatYuan(BigInt(fen), { decimals: fen % 100 === 0 ? 0 : 2 })} 元`

function Figures({ item, money }: Pick<Props, 'item' | 'money'>) {
  const { result } = item
  const left = money ? money.availableFen - money.pledgedFen : 0
  return (
    <dl className="figures">
      <div>
        <dt>得分</dt>
        <dd>
          {points(item.value)}
          <small>{result ? `${result.sheets} 份评分` : '没有评分'}</small>
        </dd>
      </div>
      <div>
        <dt>分差</dt>
        <dd>
          {points(result?.spread ?? null)}
          <small>{result ? `${points(result.lowest)} 到 ${points(result.highest)}` : '—'}</small>
        </dd>
      </div>
      <div>
        <dt>申请</dt>
        <dd>
          {item.askedFen === null ? `${item.askedQuantity} 个` : yuan(item.askedFen)}
          <small>{item.measure}</small>
        </dd>
      </div>
      {money ? (
        <div>
          <dt>{money.line}还能用</dt>
          <dd>
            {yuan(left)}
            <small>
              {item.outcome === null && item.askedFen !== null
                ? `按申请同意后剩 ${yuan(left - item.askedFen)}`
                : `会上已同意、还没批准的 ${yuan(money.pledgedFen)} 已扣`}
            </small>
          </dd>
        </div>
      ) : null}
    </dl>
  )
}

function Tally({ item }: { item: ItemView }) {
  if (!item.tally) return null
  return (
    <dl className="tally">
      {(['for', 'against', 'abstain'] as const).map((vote) => (
        <div key={vote}>
          <dt>{voteWords[vote]}</dt>
          <dd>{item.tally?.[vote]}</dd>
        </div>
      ))}
    </dl>
  )
}

function Outcome({ item }: { item: ItemView }) {
  if (item.outcome === null) return null
  const share = item.amountFen === null ? (item.quantity === null ? '' : `${item.quantity} 个`) : yuan(item.amountFen)
  return (
    <Note kind={item.outcome === 'concur' ? 'ok' : 'mute'}>
      <b>
        {outcomeWords[item.outcome]} {share}
      </b>
      <p>{item.reason}</p>
    </Note>
  )
}

/** Why this person does not vote here, in a sentence; nothing where the ballot says it. */
function standing({ item, may, state, me }: Props): string {
  if (item.outcome !== null) return ''
  if (state === 'closed') return '这次会议没有议定这一项，留给下一次会议。'
  if (item.reopened) return '有一份评分作废了，专家正在重评。这一项不表决，留给下一次会议。'
  if (!me.votes || may.vote) return ''
  if (item.myAbsence) return `你对这一项回避（${item.myAbsence}），请离场，不参加讨论和表决。`
  if (item.myVote) return `你投了${voteWords[item.myVote]}，投出后不能改。`
  return state === 'open' ? '先签到，再表决。' : '会议开始后表决。'
}

/** The item in view: what it is, what the experts said, what it costs, and what this person may do with it. */
export function ItemCard(props: Props) {
  const { item, money, may, quorum, state } = props
  const told = standing(props)
  return (
    <section className="card pad20" aria-labelledby="item">
      <p className="row g8 wrap">
        {item.reopened ? <Tag kind="hold">重评中</Tag> : null}
        {item.discussion ? <Tag kind="warn">分差大，要讨论</Tag> : null}
        <span className="t13 c3 num">{item.caseNo}</span>
      </p>
      <h2 className="t18 mt4" id="item">
        第 {item.ordinal} 项 {item.code}
        {item.title ? ` ${item.title}` : ''}
      </h2>
      <p className="t14 c2">
        {item.field}
        {item.title ? '' : '，这一批评审时不看申请人'}
      </p>
      <Figures item={item} money={money} />
      {item.disclosed.length > 0 ? (
        <Note kind="info">
          <b>披露的一般关系</b>
          <ul>
            {item.disclosed.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Note>
      ) : null}
      <h3 className="t16 mt24">表决</h3>
      <p className="t14 c2">{item.outcome === null && state !== 'closed' ? `已投 ${item.cast} 票，至少 ${quorum} 票才能议定` : `共 ${item.cast} 票有效`}</p>
      {item.outdated > 0 && !item.reopened ? (
        <Note kind="warn">
          <b>得分重新汇总过，请重新表决</b>
          <p>此前的 {item.outdated} 票投在旧得分上，留着备查，不再计入。</p>
        </Note>
      ) : null}
      <Tally item={item} />
      <Outcome item={item} />
      {told ? <p className="t14 c2 mt12">{told}</p> : null}
      {may.vote ? <Ballot itemId={item.id} /> : null}
      {may.closeItem && state === 'open' ? (
        <CloseItemForm itemId={item.id} askedQuantity={item.askedQuantity} askedFen={item.askedFen} ready={item.cast >= quorum} quorum={quorum} />
      ) : null}
    </section>
  )
}
