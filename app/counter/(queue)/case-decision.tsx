import { Info, TriangleAlert } from 'lucide-react'
import { decisionWords, isSignedStep, stepWords } from '@/lib/foundation/casework/model/chain'
import { flagLines, points } from '@/lib/foundation/casework/model/flags'
import { isGranted } from '@/lib/foundation/casework/model/machine'
import type { CasePanel } from '@/lib/foundation/casework/server/queue/counter'
import { formatYuan } from '@/lib/kernel/money'
import { ChainSteps } from './chain-steps'

type Panel = CasePanel & { chain: NonNullable<CasePanel['chain']> }

/** The screen of a decision in a chain with experts and a meeting: facts, the decision so far, its consequences. */
export function CaseDecision({ panel }: { panel: Panel }) {
  return (
    <div className="deciding">
      <section className="facts" aria-labelledby="part-facts">
        <h2 id="part-facts">要知道的</h2>
        <Result panel={panel} />
        <Flags panel={panel} />
      </section>
      <section className="way" aria-labelledby="part-way">
        <h2 id="part-way" className="vh">
          签批
        </h2>
        <ChainSteps chain={panel.chain} />
        <Amounts panel={panel} />
        <Opinions panel={panel} />
      </section>
      <section className="after" aria-labelledby="part-after">
        <h2 id="part-after">批了以后</h2>
        <Consequences panel={panel} />
      </section>
    </div>
  )
}

function Result({ panel: { flags } }: { panel: Panel }) {
  if (flags.value === null) return <p className="t13 c3 mt8">还没有评审结果。</p>
  return (
    <div className="row g12 mt8">
      <b className="score">{points(flags.value)}</b>
      <p className="t13 c2">
        {flags.sheets} 份评分
        <br />
        最大差 {points(flags.spread ?? 0)} 分{flags.discussed ? '，会上讨论过' : ''}
      </p>
    </div>
  )
}

function Flags({ panel }: { panel: Panel }) {
  const { flags, clock, chain, approval } = panel
  const lines = flagLines(flags, {
    askedFen: approval.money ? BigInt(approval.money.askedFen) : null,
    amountFen: chain.proposal.amountFen === null ? null : BigInt(chain.proposal.amountFen),
    leftDays: clock && !clock.paused && !clock.stopped ? clock.leftDays : null,
  })
  if (lines.length === 0) return <p className="t13 c3 mt12">没有要提醒的：没有重复、异议和一般关系。</p>
  return (
    <ul className="dd mt12">
      {lines.map((line) => (
        <li key={line.text} className={line.kind}>
          {line.kind === 'info' ? <Info className="ic" size={16} aria-hidden="true" /> : <TriangleAlert className="ic" size={16} aria-hidden="true" />}
          <span>{line.text}</span>
        </li>
      ))}
    </ul>
  )
}

/** Whose word the amount is; null when what stands is a refusal, which has none. */
function standing({ chain, state }: Panel): string | null {
  if (state === 'amended') return '复核决定'
  const vote = chain.lines.find((line) => line.step === 'panel')?.signed?.decision
  if (vote === 'reject') return null
  return vote ? '会议决定' : '现在的意见'
}

/** What was asked and what stands now; equal amounts are one. */
function Amounts({ panel }: { panel: Panel }) {
  const { approval, chain, quantity, headroom } = panel
  const { money } = approval
  const label = standing(panel)
  const unit = headroom?.kind === 'flat' ? '间' : '个'
  return (
    <div className="amt3 two">
      {money ? <Amount label="申请（元）" value={formatYuan(BigInt(money.askedFen))} /> : <Amount label="申请" value={`${quantity} ${unit}`} />}
      {label === null ? (
        <Amount label="会议决定" value="不同意" strong />
      ) : money ? (
        <Amount label={`${label}（元）`} value={formatYuan(BigInt(money.amountFen))} below={money.inWords} strong />
      ) : (
        <Amount label={label} value={`${chain.proposal.quantity} ${unit}`} strong />
      )}
    </div>
  )
}

function Amount({ label, value, below, strong }: { label: string; value: string; below?: string; strong?: boolean }) {
  return (
    <div className={strong ? 'd' : undefined}>
      <p className="l">{label}</p>
      <p className="v num">{value}</p>
      {below ? <p className="t13 c2">{below}</p> : null}
    </div>
  )
}

/** Every signature with its opinion, the newest first; those of an earlier round say so. */
function Opinions({ panel: { signatures, chain } }: { panel: Panel }) {
  if (signatures.length === 0) return <p className="t13 c3 mt16">还没有人签。</p>
  return (
    <ul className="opinions">
      {[...signatures].reverse().map((one) => (
        <li key={`${one.step}${one.round}${one.when}${one.decision}`}>
          <p className="row between g8 wrap">
            <b>
              {isSignedStep(one.step) ? stepWords[one.step] : one.step}：{decisionWords(one.decision)}
            </b>
            <small>
              {one.name} · {one.when}
              {one.round < chain.round ? ` · 第 ${one.round} 轮` : ''}
            </small>
          </p>
          <p className="t14 c2">{one.reason}</p>
        </li>
      ))}
    </ul>
  )
}

const share = (part: bigint, whole: bigint): string => `${whole > 0n ? Number((part * 10_000n) / whole) / 100 : 0}%`

/** The line of the round before and after; a granted place is counted instead of money. */
function Consequences({ panel }: { panel: Panel }) {
  const { money } = panel.approval
  if (standing(panel) === null) return <p className="t13 c3 mt8">没有批，不占额度。</p>
  if (!money) {
    const room = panel.headroom
    if (!room) return <p className="t13 c3 mt8">不占现金额度。</p>
    const unit = room.kind === 'desk' ? '个工位' : '间公寓'
    return (
      <p className="t14 mt8">
        现在空着 <b>{room.free}</b> {unit}，批后剩 <b>{Math.max(0, room.free - panel.chain.proposal.quantity)}</b> {unit}。不占现金额度。
      </p>
    )
  }
  const [budget, used, amount] = [BigInt(money.budgetFen), BigInt(money.usedFen), BigInt(money.amountFen)]
  const committed = isGranted(panel.state)
  const before = committed ? used - amount : used
  const after = budget - before - amount
  return (
    <>
      <p className="row between t13 mt8">
        <b>{money.line}</b>
        <span className="c3">单位：元</span>
      </p>
      <div className="hb" role="img" aria-label={`预算用了 ${share(before, budget)}，本件再占 ${share(amount, budget)}`}>
        <i style={{ width: share(before, budget) }} />
        <i className="this" style={{ width: share(amount, budget) }} />
      </div>
      <dl className="kv t13">
        <dt>预算</dt>
        <dd className="tr num">{formatYuan(budget)}</dd>
        <dt>已占</dt>
        <dd className="tr num">{formatYuan(before)}</dd>
        <dt className="cacc">本件</dt>
        <dd className="tr num cacc fb">{formatYuan(amount)}</dd>
        <dt>{committed ? '现在剩' : '批后剩'}</dt>
        <dd className={after < 0n ? 'tr num cbad fb' : 'tr num fb'}>{after < 0n ? `差 ${formatYuan(-after)}` : formatYuan(after)}</dd>
      </dl>
      <p className="t12 c3 mt8">
        {after < 0n ? '额度不够，批不了。可以先调剂，或者请会议少批。' : '批准的同时占上额度；不够就批不成，什么也不会变。'}
        项目资助走每年 700 万元的专项资金，是平台默认，待管委会确认。
      </p>
    </>
  )
}
