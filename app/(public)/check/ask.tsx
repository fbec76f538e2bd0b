import { Glyph } from '@/app/_ui/glyph'
import { type AnswerName, type Answers, answersToQuery, type Question, supports } from '@/lib/foundation/programme/model/answers'
import { questions, supportLabels } from './questions'

/** Everything said so far except the question at hand, as hidden fields of its form. */
function Kept({ answers, without }: { answers: Answers; without: AnswerName }) {
  return [...new URLSearchParams(answersToQuery(answers, { without }))].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}

function MonthForm({ answers, fault, typed }: { answers: Answers; fault: boolean; typed: string }) {
  return (
    <form action="/check" method="get" noValidate>
      <Kept answers={answers} without="graduatedOn" />
      <div className={fault ? 'fld e' : 'fld'} style={{ marginTop: 12 }}>
        <label className="vh" htmlFor="graduatedOn">
          毕业年月
        </label>
        {fault ? (
          <p className="errmsg" id="graduatedOn-error">
            <Glyph name="alert" />
            <span>{typed.trim() ? '没看懂这个年月，请写成 2024-06 这样' : '请填毕业年月，像 2024-06'}</span>
          </p>
        ) : null}
        <input
          className="inp short"
          id="graduatedOn"
          name="graduatedOn"
          type="month"
          required
          min="1960-01"
          max="2099-12"
          placeholder="2024-06"
          defaultValue={typed}
          aria-invalid={fault}
          aria-describedby={fault ? 'ask-hint graduatedOn-error' : 'ask-hint'}
        />
      </div>
      <p className="go">
        <button type="submit" className="btn xl">
          记下毕业年月
        </button>
      </p>
    </form>
  )
}

function WantsForm({ answers }: { answers: Answers }) {
  return (
    <form action="/check" method="get">
      <Kept answers={answers} without="wants" />
      {/* an unticked form still says that the question was answered */}
      <input type="hidden" name="wants" value="" />
      <fieldset className="mt8">
        <legend className="vh">想要哪几样</legend>
        {supports.map((support) => (
          <label key={support} className="choice">
            <input type="checkbox" name="wants" value={support} defaultChecked={answers.wants?.includes(support) ?? false} />
            <span>{supportLabels[support]}</span>
          </label>
        ))}
      </fieldset>
      <p className="go">
        <button type="submit" className="btn xl">
          看我能拿到什么
        </button>
      </p>
    </form>
  )
}

interface Props {
  answers: Answers
  question: Question
  monthFault: boolean
  typedMonth: string
}

/** One question with its answers; a tap is a link to the next, so it works without any script. */
export function Ask({ answers, question, monthFault, typedMonth }: Props) {
  const { ask, hint, options } = questions[question]
  return (
    <section className="card ask" aria-labelledby="ask">
      <h2 id="ask">{ask}</h2>
      {hint ? (
        <p className="hint" id="ask-hint">
          {hint}
        </p>
      ) : null}
      {question === 'graduatedOn' ? <MonthForm answers={answers} fault={monthFault} typed={typedMonth} /> : null}
      {question === 'wants' ? <WantsForm answers={answers} /> : null}
      {options.length > 0 ? (
        <div className="opts">
          {options.map(([value, label]) => (
            <a key={value} className={value === 'unsure' ? 'opt soft' : 'opt'} href={`/check?${answersToQuery({ ...answers, [question]: value })}`}>
              {label}
              <Glyph name="next" />
            </a>
          ))}
        </div>
      ) : null}
    </section>
  )
}
