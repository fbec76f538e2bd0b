import type { Metadata } from 'next'
import { requireFounder } from '@/app/my/guard'
import { prefillFromCheck } from '@/lib/journeys/application/model/prefill'
import { answerText, topics } from '@/lib/journeys/application/model/questions'
import { startPage } from '@/lib/journeys/application/server/list-query'
import { ApplyFrame } from '../apply-frame'
import { StartButton } from './start-button'

export const metadata: Metadata = { title: '开始申请' }

type Query = Record<string, string | string[] | undefined>

/** The address with its answers, so that signing in does not lose them. */
const addressOf = (query: Query) => {
  const pairs = Object.entries(query).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as [string, string]] : []))
  const text = new URLSearchParams(pairs).toString()
  return `/my/applications/new${text ? `?${text}` : ''}`
}

/** What to have at hand; the support for money asks for one paper more. */
const Ready = () => (
  <section className="sum">
    <h2>先备好这些，填起来快</h2>
    <ul className="ready">
      <li>身份证，正反面拍照</li>
      <li>学信网的在线验证报告，PDF</li>
      <li>项目计划书，PDF 或 Word</li>
      <li>联合创始人的手机号，他们要点一下确认</li>
      <li>要钱的（无息贷款、项目资助），再备一份用款计划</li>
    </ul>
  </section>
)

export default async function StartPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const actor = await requireFounder(addressOf(query))
  const prefill = prefillFromCheck(query)
  const view = await startPage(actor, Object.keys(prefill))
  const carried = (Object.keys(prefill) as (keyof typeof prefill)[]).flatMap((section) =>
    topics[section].questions.flatMap((question) => {
      const value = answerText(question, prefill[section]?.[question.name])
      return value ? [{ key: `${section}.${question.name}`, label: question.label, value }] : []
    }),
  )
  return (
    <ApplyFrame>
      <h1>{view.open ? '你有一张没填完的表' : '一张表，想要的支持一次申请'}</h1>
      <p className="lead">
        {view.open
          ? `${view.open.round}，上次填到 ${view.open.when}。要申请别的批次，先把这张交了，或者在里面放弃它。`
          : '大约 20 分钟，边填边存，可以随时退出。不收任何费用，也不用找人代办。'}
      </p>
      {carried.length > 0 ? (
        <section className="sum">
          <h2>自测时填过的，会带过来</h2>
          <dl>
            {carried.map((line) => (
              <div className="sr" key={line.key}>
                <dt>{line.label}</dt>
                <dd>{line.value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
      {view.open || view.rounds.length > 0 ? (
        <StartButton prefill={prefill} open={view.open !== null} rounds={view.rounds} last={view.last}>
          <Ready />
        </StartButton>
      ) : (
        <p className="lead mt24">现在没有开放的批次，开放时间会在首页公布。</p>
      )}
    </ApplyFrame>
  )
}
