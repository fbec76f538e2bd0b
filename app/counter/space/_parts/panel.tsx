import { Note } from '@/app/_ui/tag'
import { allocationWords, unitEventWords } from '@/lib/journeys/space/model/machine'
import { calledName, codesTogether, completeSelection, planWords } from '@/lib/journeys/space/model/plan'
import type { PlanView } from '@/lib/journeys/space/server/queries'
import type { PlanUnit } from '@/lib/journeys/space/server/units'
import { addDays, formatDateZh } from '@/lib/kernel/calendar-date'
import { type PlanAddress, planHref } from './address'
import { AllocateForm } from './allocate-form'
import { CheckInButton, OfferButton } from './case-button'
import { StateMark } from './desk-shape'
import { ChangeStep, ReleaseStep, VacateStep } from './reason-dialog'
import { WaitingList } from './waiting-list'

interface Props {
  view: PlanView
  address: PlanAddress
}

const hints = { reserve: '留给谁、到什么时候', maintain: '坏了什么、谁去修', close: '为什么停用', open: '为什么可以用了' } as const

/** 预留, 报修, 停用, 恢复: what the unit machine allows for everything selected. */
function UnitSteps({ view }: { view: PlanView }) {
  if (view.allowed.unitEvents.length === 0) return null
  const codes = codesTogether(view.selected.map((unit) => unit.code))
  return (
    <div className="row g8 mt8 wrap steps">
      {view.allowed.unitEvents.map((event) => (
        <ChangeStep
          key={event}
          event={event}
          unitIds={view.selected.map((unit) => unit.id)}
          label={unitEventWords[event]}
          title={`${codes}：${unitEventWords[event]}`}
          text={event === 'open' ? '恢复以后可以马上分配。' : '之后不再算作空位，不能分配，直到恢复。'}
          hint={hints[event]}
        />
      ))}
    </div>
  )
}

function Head({ view }: { view: PlanView }) {
  const [first] = view.selected
  if (!first) return null
  const one = view.selected.length === 1
  return (
    <>
      <div className="row between">
        <h2 className="t18 fb">{codesTogether(view.selected.map((unit) => unit.code))}</h2>
        <span className="u-state t13">
          <StateMark state={first.state} />
          {planWords[first.state]}
        </span>
      </div>
      <p className="t13 c2 mt4">{one ? [first.note, view.story?.last].filter(Boolean).join(' · ') : `选了 ${view.selected.length} 个`}</p>
    </>
  )
}

/** Somebody holds it: who, until when, and the next step of that holding. */
function HeldPanel({ view, unit }: { view: PlanView; unit: PlanUnit }) {
  const { holding } = unit
  if (!holding) return null
  const mine = view.units.filter((one) => holding.caseNo !== null && one.holding?.caseNo === holding.caseNo)
  const codes = codesTogether(mine.length > 0 ? mine.map((one) => one.code) : [unit.code])
  const term = `${formatDateZh(holding.from, { year: true })}起${holding.until ? `，到 ${formatDateZh(addDays(holding.until, -1), { year: true })}` : '，台账没写到期日'}`
  const changes = view.allowed.change
  const caseNo = holding.caseNo ?? ''
  const releasable = holding.state === 'held' || holding.state === 'offered' || holding.state === 'accepted' ? holding.state : null
  return (
    <>
      <dl className="facts mt16">
        <dt>使用者</dt>
        <dd>{holding.holder}</dd>
        <dt>进度</dt>
        <dd>{allocationWords[holding.state].staff}</dd>
        {holding.deadline ? (
          <>
            <dt>{holding.state === 'held' ? '留到' : '等到'}</dt>
            <dd className="cacc">{holding.deadline}</dd>
          </>
        ) : null}
        <dt>期限</dt>
        <dd>{term}</dd>
        {holding.caseNo ? (
          <>
            <dt>办件</dt>
            <dd>{holding.caseNo}</dd>
          </>
        ) : null}
        {holding.document ? (
          <>
            <dt>文书</dt>
            <dd>
              <a href={`/api/documents/${holding.document.id}`}>{holding.document.number}</a>
            </dd>
          </>
        ) : null}
      </dl>
      {changes && caseNo && releasable ? (
        <div className="do">
          {holding.state === 'held' && view.terms ? (
            <>
              <p className="t13 c2">
                发出后对方有 <b>{view.terms.offerDays} 个工作日</b>确认，到 {formatDateZh(view.terms.confirmBy, { weekday: true })}17:00
                {view.terms.provisional ? '（暂定）' : ''}。不回就给下一位。
              </p>
              <OfferButton caseNo={caseNo} label={`给${calledName(holding.holder)}发 ${codes} 的通知书`} />
            </>
          ) : null}
          {holding.state === 'offered' ? <p className="t13 c2">对方在“我的攀登”里确认；过了时间自动释放，给下一位。</p> : null}
          {holding.state === 'accepted' ? <CheckInButton caseNo={caseNo} label={`交接 ${codes}，办理入驻`} /> : null}
          <div className="row g8 mt8 steps">
            <ReleaseStep
              caseNo={caseNo}
              state={releasable}
              label="释放"
              title={`释放 ${codes}`}
              text={`${calledName(holding.holder)}会看到你写的理由。位置马上空出来。`}
              hint="申请人会看到，4 到 500 字"
            />
          </div>
        </div>
      ) : null}
      {changes && (holding.state === 'occupied' || holding.state === 'notice_given') ? (
        <div className="do">
          <div className="row g8 steps">
            <VacateStep
              unitId={unit.id}
              allocationId={holding.id}
              label="办腾退"
              title={`${unit.code}：${calledName(holding.holder)}已经交还`}
              text="期限到今天为止，位置马上空出来。"
              hint="比如：搬到孵化楼，物品已清"
            />
          </div>
        </div>
      ) : null}
    </>
  )
}

function FreePanel({ view, address }: Props) {
  const chosen = view.waiting.find((one) => one.caseNo === address.caseNo) ?? view.waiting[0]
  const free = view.units.filter((unit) => unit.state === 'free')
  const together = chosen ? completeSelection(view.selected, free, Math.min(chosen.quantity, view.maxPicked)) : null
  const first = view.waiting[0]?.caseNo
  const tooMany = chosen !== undefined && view.selected.length > chosen.quantity
  const codes = codesTogether(view.selected.map((unit) => unit.code))
  return (
    <>
      <hr className="hr" />
      <WaitingList view={view} address={address} chosen={chosen?.caseNo ?? ''} />
      {chosen && together ? (
        <Note>
          {calledName(chosen.name)}要 {chosen.quantity} 个，{codesTogether(together.filter((code) => !view.selected.some((unit) => unit.code === code)))}{' '}
          也空着，
          <a className="u" href={planHref(view.zone.key, address, { selected: together })}>
            一起选上
          </a>
        </Note>
      ) : null}
      {chosen ? (
        <div className="do">
          {tooMany ? (
            <p className="t13 cbad">
              {calledName(chosen.name)}只批了 {chosen.quantity} 个，请少选几个。
            </p>
          ) : (
            <>
              <p className="t13 c2">
                先留位 <b>{view.terms?.holdDays} 个工作日</b>，别人选不了；接着发通知书，对方有 {view.terms?.offerDays} 个工作日确认。
              </p>
              <AllocateForm
                key={`${chosen.caseNo} ${codes}`}
                caseNo={chosen.caseNo}
                unitIds={view.selected.map((unit) => unit.id)}
                label={`给${calledName(chosen.name)} ${codes}`}
                outOfOrder={chosen.caseNo !== first}
                after={planHref(view.zone.key, address, { caseNo: '' })}
              />
            </>
          )}
          <UnitSteps view={view} />
        </div>
      ) : (
        <div className="do">
          <UnitSteps view={view} />
        </div>
      )}
    </>
  )
}

/** Right: what is selected and what can be done with it; the rule names who is next. */
export function Panel({ view, address }: Props) {
  const [first] = view.selected
  return (
    <aside className="fr1" aria-label="选中的位置">
      {first ? (
        <Head view={view} />
      ) : (
        <>
          <h2 className="t18 fb">还没有选</h2>
          <p className="t13 c2 mt4">{view.allowed.allocate ? '在图上或列表里点一个空位，再选给谁。' : '点一个编号，看谁在用、用到什么时候。'}</p>
          {view.allowed.allocate ? (
            <>
              <hr className="hr" />
              <WaitingList view={view} address={address} chosen={address.caseNo || (view.waiting[0]?.caseNo ?? '')} />
            </>
          ) : null}
        </>
      )}
      {first?.holding ? <HeldPanel view={view} unit={first} /> : null}
      {first?.state === 'free' && view.allowed.allocate ? <FreePanel view={view} address={address} /> : null}
      {first && !first.holding && first.state !== 'free' ? (
        <>
          {view.story?.why ? <Note kind="mute">{view.story.why}</Note> : <p className="t13 c3 mt12">台账写明的状态，没有留下理由。</p>}
          <div className="do">
            <UnitSteps view={view} />
          </div>
        </>
      ) : null}
      {first?.state === 'free' && !view.allowed.allocate ? <UnitSteps view={view} /> : null}
    </aside>
  )
}
