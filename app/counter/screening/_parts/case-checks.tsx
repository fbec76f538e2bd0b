import { Glyph } from '@/app/_ui/glyph'
import { Note, Tag } from '@/app/_ui/tag'
import { outcomeWords } from '@/lib/foundation/screening/model/schema'
import type { CaseChecks } from '@/lib/foundation/screening/server/case-checks'

const looks = {
  yes: { kind: 'ok', glyph: 'check', word: '符合' },
  no: { kind: 'bad', glyph: 'cross', word: '不符合' },
  unknown: { kind: 'warn', glyph: 'ask', word: '待核' },
} as const

function Conditions({ checks }: { checks: CaseChecks }) {
  return (
    <ul className="rnd-conds">
      {checks.conditions.map(({ label, answer, clause, pending, missing }) => {
        const look = looks[answer]
        return (
          <li key={label} className={look.kind}>
            <Glyph name={look.glyph} />
            <div>
              <b>
                {look.word}：{label}
              </b>
              {pending ? <p className="do">{pending}</p> : null}
              {missing.length > 0 ? <p className="do">申请表里没有写，要核对</p> : null}
              <p>依据：{clause}</p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function Flags({ checks }: { checks: CaseChecks }) {
  const open = checks.flags.filter((flag) => flag.outcome === null).length
  if (checks.flags.length === 0) return <p className="t14 c2">查重没有发现相近的申请。</p>
  return (
    <>
      {open > 0 ? <Note kind="warn">还有 {open} 条疑似重复没有判，判完才能复核。</Note> : null}
      <ul className="rnd-flags">
        {checks.flags.map(({ id, word, shown, href, other, outcome }) => (
          <li key={id} className="t14">
            {outcome === null ? <Tag kind="warn">待判</Tag> : <Tag kind={outcome === 'same' ? 'bad' : 'mute'}>{outcomeWords[outcome]}</Tag>} {word}（{shown}）：
            <a href={href}>
              {other.project}
              {other.caseNos[0] ? `，${other.caseNos[0]}` : ''}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Conditions of the support, one by one, and possible duplicates: what the window looks at before it signs. */
export function CaseChecksPart({ checks }: { checks: CaseChecks }) {
  return (
    <>
      <p className="t13 c2">按 {checks.on} 提交时的回答和现在的占用、资助、追回记录算。</p>
      <Conditions checks={checks} />
      <Flags checks={checks} />
    </>
  )
}
