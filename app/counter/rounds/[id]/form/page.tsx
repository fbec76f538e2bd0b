import { z } from 'zod'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import type { Change, DefinedQuestion, QuestionDiff, SectionDiff } from '@/lib/foundation/programme/model/form-definition'
import { type FormPage, formPage } from '@/lib/foundation/programme/server/rounds/form'

const roles = ['intake', 'leader', 'auditor', 'chair', 'observer'] as const
export const generateMetadata = titleFor('申请表', ...roles)
export const dynamic = 'force-dynamic'

const againstSchema = z.object({ against: z.coerce.number().int().positive().optional().catch(undefined) })

const changeWords: Record<Change, { text: string; kind: 'mute' | 'ok' | 'bad' | 'warn' }> = {
  same: { text: '没变', kind: 'mute' },
  added: { text: '新增', kind: 'ok' },
  removed: { text: '去掉', kind: 'bad' },
  changed: { text: '改了', kind: 'warn' },
}
const kindWords: Readonly<Record<string, string>> = {
  text: '一行字',
  area: '一段字',
  radio: '单选',
  radio_other: '单选，可自填',
  select: '下拉',
  count: '数字',
  money: '金额',
  month: '年月',
  check: '勾选',
}

/** The numbers of the rules stand in the words as marks. */
const readable = (text: string) => text.replace(/\{(?:desks|loan|grant)\}/g, '〔规则里的上限〕')

function QuestionCell({ question }: { question: DefinedQuestion | null }) {
  if (!question) return <span className="c3">没有</span>
  const more = [
    kindWords[question.kind] ?? question.kind,
    question.options ? question.options.map(([, label]) => label).join(' / ') : '',
    question.max ? `最多 ${question.max} 字` : '',
  ]
  return (
    <>
      <b className="fw5">{readable(question.label)}</b>
      <span className="t13 c3">{more.filter(Boolean).join(' · ')}</span>
      {question.hint ? <span className="t13 c2">{readable(question.hint)}</span> : null}
    </>
  )
}

function Question({ diff }: { diff: QuestionDiff }) {
  const word = changeWords[diff.change]
  return (
    <tr className={`rnd-diff ${diff.change}`}>
      <td>
        <QuestionCell question={diff.before} />
      </td>
      <td>
        <QuestionCell question={diff.after} />
      </td>
      <td>{diff.change === 'same' ? <span className="c3">没变</span> : <Tag kind={word.kind}>{word.text}</Tag>}</td>
    </tr>
  )
}

function Section({ diff, page }: { diff: SectionDiff; page: FormPage }) {
  const word = changeWords[diff.change]
  const left = diff.questions.filter((one) => one.before).length
  const right = diff.questions.filter((one) => one.after).length
  const absent = !page.asked.some((one) => one.key === diff.key) && diff.change !== 'removed'
  return (
    <details className="card rnd-card rnd-section" open={diff.change !== 'same'}>
      <summary>
        <h2>{diff.title}</h2>
        <span className="t13 c3">
          {left} → {right} 个问题
        </span>
        {absent ? <Tag kind="mute">这一批不问</Tag> : null}
        <Tag kind={word.kind}>{word.text}</Tag>
      </summary>
      <section className="scroll-x" aria-label={`${diff.title}，可以左右滚动`}>
        <table className="tbl dense">
          <thead>
            <tr>
              <th scope="col">第 {page.against} 版</th>
              <th scope="col">第 {page.version} 版（这一批用）</th>
              <th scope="col">变化</th>
            </tr>
          </thead>
          <tbody>
            {diff.questions.map((one) => (
              <Question key={one.after?.name ?? one.before?.name} diff={one} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Two versions of the form beside each other, question by question. */
export default async function RoundFormPage({ params, searchParams }: Props) {
  const { id } = await params
  const { against } = againstSchema.parse(await searchParams)
  const actor = await requireRole(`/counter/rounds/${id}/form`, ...roles)
  const page = await orNotFound(formPage(actor, id, against))
  const changed = page.diff.filter((one) => one.change !== 'same').length
  return (
    <StaffFrame actor={actor} current="rounds" title="批次">
      <p className="t13">
        <a href={`/counter/rounds/${id}`}>返回{page.round.name}</a>
      </p>
      <h1 className="mt8">
        {page.against === null
          ? `申请表第 ${page.version} 版`
          : changed > 0
            ? `和第 ${page.against} 版比，${changed} 个部分有变化`
            : `和第 ${page.against} 版一样`}
      </h1>
      <p className="t14 c2 mt4">
        这一批用第 {page.version} 版：{page.note}。
      </p>
      {page.versions.length > 2 ? (
        <ul className="adm-chips" aria-label="和哪一版比">
          {page.versions
            .filter((one) => one.version !== page.version)
            .map(({ version }) => (
              <li key={version}>
                <a
                  className={version === page.against ? 'chip on' : 'chip'}
                  href={`/counter/rounds/${id}/form?against=${version}`}
                  aria-current={version === page.against ? 'true' : undefined}
                >
                  和第 {version} 版比
                </a>
              </li>
            ))}
        </ul>
      ) : null}
      <Note kind="info">开始填的人一直用他那一批的版本，后来的改动不影响他。</Note>
      <div className="stack mt16">
        {page.diff.map((diff) => (
          <Section key={diff.key} diff={diff} page={page} />
        ))}
      </div>
    </StaffFrame>
  )
}
