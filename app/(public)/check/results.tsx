import { Glyph } from '@/app/_ui/glyph'
import { type Answers, answersToQuery, measureOfSupport } from '@/lib/foundation/programme/model/answers'
import type { ConditionResult } from '@/lib/foundation/programme/model/eligibility'
import type { MeasureJudgement } from '@/lib/foundation/programme/server/queries'
import { type CalendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import type { Answer } from '@/lib/kernel/condition'
import { questions } from './questions'

const looks = {
  yes: { kind: 'ok', glyph: 'check', word: '符合' },
  no: { kind: 'bad', glyph: 'cross', word: '不符合' },
  unknown: { kind: 'warn', glyph: 'ask', word: '还不能判断' },
} as const

const day = (date: CalendarDate) => formatDateZh(date, { year: true })

function datesOf({ answer, from, until }: ConditionResult): string | null {
  if (until) return answer === 'yes' ? `到 ${day(until)} 为止` : `${day(until)} 已经到期`
  if (from) return answer === 'yes' ? `从 ${day(from)} 起` : `要等到 ${day(from)}`
  return null
}

const names: Readonly<Record<string, string>> = { enrolled: questions.status.name, graduated: questions.status.name }
const nameOf = (fact: string) => names[fact] ?? questions[fact as keyof typeof questions]?.name ?? fact

function ConditionLine({ result }: { result: ConditionResult }) {
  const look = looks[result.answer]
  const dates = datesOf(result)
  const missing = [...new Set(result.missing.map(nameOf))]
  return (
    <li className={look.kind}>
      <Glyph name={look.glyph} />
      <div>
        <b>
          <span className="vh">{look.word}：</span>
          {result.label}
        </b>
        {result.pending ? <p className="do">{result.pending}</p> : null}
        {missing.length > 0 ? <p className="do">还要知道：{missing.join('、')}</p> : null}
        {result.fix ? <p className="do">怎么办：{result.fix}</p> : null}
        {dates ? <p>{dates}</p> : null}
        {result.assumed ? <p>按第一次申请算，申请时核对</p> : null}
        <p>依据：{result.clause}</p>
      </div>
    </li>
  )
}

function verdict({ eligible, conditions }: MeasureJudgement): string {
  if (eligible === 'yes') return '能申请'
  const count = (answer: Answer) => conditions.filter((one) => one.answer === answer).length
  return eligible === 'no' ? `差 ${count('no')} 个条件` : `还差 ${count('unknown')} 个回答`
}

function Result({ judged }: { judged: MeasureJudgement }) {
  const look = looks[judged.eligible]
  return (
    <article className="card res">
      <div className="hd2">
        <h3>
          <a href={`/measures/${judged.code}`}>{judged.name}</a>
        </h3>
        <span className={`tag ${look.kind}`}>
          <Glyph name={look.glyph} size={13} />
          {verdict(judged)}
        </span>
      </div>
      <p className="b">{judged.benefit}</p>
      <ul className="conds">
        {judged.conditions.map((result) => (
          <ConditionLine key={result.label} result={result} />
        ))}
      </ul>
    </article>
  )
}

/** The title is the answer. */
export function headline(answers: Answers, judged: readonly MeasureJudgement[]): string {
  const asked = ofInterest(answers, judged)
  const count = (answer: Answer) => asked.filter((one) => one.eligible === answer).length
  const [yes, all] = [count('yes'), asked.length]
  if (all === 1) return { yes: '能申请', no: '现在不能申请', unknown: '还不能判断能不能申请' }[asked[0]?.eligible ?? 'unknown'] + (asked[0]?.name ?? '')
  if (yes === all) return `这 ${all} 样，你都能申请`
  if (count('no') === all) return `这 ${all} 样，你现在都不能申请`
  const whole = answers.wants?.length ? `想要的 ${all} 样里` : `${all} 样支持里`
  return yes === 0 ? `${whole}，还差几个回答才能判断` : `${whole}，你能申请 ${yes} 样`
}

function ofInterest(answers: Answers, judged: readonly MeasureJudgement[]): MeasureJudgement[] {
  const wanted = answers.wants?.length ? answers.wants.map((want) => measureOfSupport[want]) : undefined
  return judged.filter((one) => !one.placeholder && (wanted === undefined || wanted.includes(one.code)))
}

export function Results({ answers, judged }: { answers: Answers; judged: readonly MeasureJudgement[] }) {
  const asked = ofInterest(answers, judged)
  const others = judged.filter((one) => !one.placeholder && !asked.includes(one))
  const pending = judged.filter((one) => one.placeholder)
  return (
    <>
      <h2 className="vh">逐项看</h2>
      <div className="mt24">
        {asked.map((one) => (
          <Result key={one.code} judged={one} />
        ))}
      </div>
      <p className="go">
        <a className="btn xl" href={`/my/applications/new?${answersToQuery(answers, { forForm: true })}`}>
          带着答案去申请
        </a>
        <span className="t14 c3">登录后，答过的不用再填</span>
      </p>
      {others.length > 0 ? (
        <details className="more">
          <summary>另外 {others.length} 样也看看</summary>
          {others.map((one) => (
            <Result key={one.code} judged={one} />
          ))}
        </details>
      ) : null}
      {pending.length > 0 ? (
        <p className="t14 c3 mt24">
          另有 {pending.length} 项举措的内容还没有公布（待补），现在不能判断。公布后会出现在<a href="/measures">扶持举措</a>里。
        </p>
      ) : null}
    </>
  )
}
