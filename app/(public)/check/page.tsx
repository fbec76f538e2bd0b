import type { Metadata } from 'next'
import { Glyph } from '@/app/_ui/glyph'
import { PublicFrame } from '@/app/_ui/public-frame'
import { type AnswerName, type Answers, answersToQuery, nextQuestion, readAnswers } from '@/lib/foundation/programme/model/answers'
import { checkEligibility } from '@/lib/foundation/programme/server/queries'
import { clock } from '@/lib/platform/clock'
import { Ask } from './ask'
import { saidWords } from './questions'
import { headline, Results } from './results'

export const metadata: Metadata = { title: '我能申请什么' }

/** What was said, each line with a way back to its question. Taking back «graduated» takes back the month too. */
function Said({ answers }: { answers: Answers }) {
  const said = saidWords(answers)
  if (said.length === 0) return null
  const edit = (question: AnswerName) => {
    const { graduatedOn: _, ...rest } = answers
    return `/check?${answersToQuery(question === 'status' ? rest : answers, { without: question })}`
  }
  return (
    <aside className="card" aria-labelledby="said">
      <h2 id="said">你的回答</h2>
      <dl className="said">
        {said.map(({ question, name, text }) => (
          <div key={question}>
            <dt>{name}</dt>
            <dd>{text}</dd>
            <dd className="edit">
              <a href={edit(question)} aria-label={`改${name}`}>
                改
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}

const Progress = ({ no }: { no: number }) => (
  <div className="steps5" role="img" aria-label={`第 ${no} 问，共 5 问`}>
    {[1, 2, 3, 4, 5].map((n) => (
      <i key={n} className={n < no ? 'done' : n === no ? 'now' : undefined} />
    ))}
  </div>
)

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function CheckPage({ searchParams }: Props) {
  const query = await searchParams
  const { answers, monthFault } = readAnswers(query)
  const next = nextQuestion(answers)
  const judged = next ? [] : await checkEligibility(answers, clock.today())
  return (
    <PublicFrame current="/check">
      <div className="public">
        {next ? (
          <>
            <h1>60 秒，看看你能申请什么</h1>
            <p className="lead">不用登录，也不留手机号。第 {next.no} 问，共 5 问。</p>
            <Progress no={next.no} />
          </>
        ) : (
          <>
            <h1>{headline(answers, judged)}</h1>
            <p className="lead">按今天的规则和你的回答算的，最后以窗口核对为准。情况特殊，打 0731-5550 0188 问人。</p>
          </>
        )}
        <div className="g2">
          <div>
            {next ? (
              <Ask answers={answers} question={next.question} monthFault={monthFault} typedMonth={[query.graduatedOn].flat()[0] ?? ''} />
            ) : (
              <Results answers={answers} judged={judged} />
            )}
          </div>
          <div className="mt24 stack">
            <Said answers={answers} />
            {next ? null : (
              <a className="back" href="/check">
                <Glyph name="back" />
                重新测一遍
              </a>
            )}
          </div>
        </div>
      </div>
    </PublicFrame>
  )
}
