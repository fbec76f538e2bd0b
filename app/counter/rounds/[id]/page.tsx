import { z } from 'zod'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { chainWords, roundStateWords } from '@/lib/foundation/programme/model/round'
import { type RoundView, roundChoices, roundView } from '@/lib/foundation/programme/server/rounds/detail'
import { errorText } from '@/lib/i18n/errors'
import { Applications } from '../_parts/applications'
import { CloseStep, PublishStep, WithdrawStep } from '../_parts/round-acts'
import { RoundForm } from '../_parts/round-form'
import { RubricTable } from '../_parts/rubric-table'

const roles = ['intake', 'leader', 'auditor', 'chair', 'observer'] as const
export const generateMetadata = titleFor('批次', ...roles)
export const dynamic = 'force-dynamic'

const stateSchema = z.object({ state: z.string().max(40).optional().catch(undefined) })

function Acts({ view }: { view: RoundView }) {
  if (!view.mayManage) return null
  const act = { id: view.id, version: view.version, name: view.fields.name }
  const untouched = view.drafts === 0 && view.applications.length === 0
  return (
    <div className="row g8 wrap">
      {view.state === 'draft' && view.missing.length === 0 ? <PublishStep {...act} opens={view.opens} closes={view.closes} /> : null}
      {view.state !== 'draft' && untouched ? <WithdrawStep {...act} /> : null}
      {view.state === 'open' && view.closes === null ? <CloseStep {...act} /> : null}
      <a className="btn md sec" href={`/counter/rounds/new?from=${view.id}`}>
        照这个再建一个
      </a>
    </div>
  )
}

function Rooms({ view }: { view: RoundView }) {
  if (view.state === 'draft') return null
  const panel = view.fields.chain === 'panel'
  const rooms = [
    ...(panel
      ? ([
          [`/counter/rounds/${view.id}/panels`, '评审组'],
          [`/counter/rounds/${view.id}/results`, '评分汇总'],
          ['/counter/meetings', '会议审定'],
          ['/counter/notices', '公示'],
        ] as const)
      : []),
    [`/counter/rounds/${view.id}/form`, '申请表'] as const,
  ]
  return (
    <nav className="tabs rnd-tabs mt16" aria-label="这一批的各个环节">
      <a href={`/counter/rounds/${view.id}`} className="on" aria-current="page">
        概况
      </a>
      {rooms.map(([href, label]) => (
        <a key={href} href={href}>
          {label}
        </a>
      ))}
    </nav>
  )
}

function Settings({ view }: { view: RoundView }) {
  const { fields } = view
  const blind = [
    fields.hideApplicant ? '看不到申请人' : '能看到申请人',
    fields.hideReviewers ? '评审互不知道是谁' : '评审互相知道',
    fields.hideUntilLocked ? '锁定前看不到别人的分' : '锁定前能看到别人的分',
  ]
  const panel = fields.chain === 'panel'
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    ['收申请', `${view.opens} 至 ${view.closes ?? '常年'}`],
    ['支持', view.measures.join('、') || '还没选'],
    ['名额', view.places.map(({ word, count }) => `${word} ${count}`).join('，') || '不限'],
    ['申请表', <a key="form" href={`/counter/rounds/${view.id}/form`}>{`第 ${fields.formVersion} 版，看内容和变化`}</a>],
    ['签批链', chainWords[fields.chain]],
    ...(panel
      ? ([
          ['评审组', `${fields.panelSize} 人，至少 ${fields.minSheets} 份有效评分`],
          ['盲评', blind.join('；')],
        ] as const)
      : []),
    ['承诺', fields.promisedDays === '' ? '按各项支持的承诺' : `受理后 ${fields.promisedDays} 个工作日，专家评审和公示的时间不算`],
    ['预算线', view.line ?? '不涉及'],
    ['发布', view.publishedAt ?? '还没发布'],
  ]
  return (
    <section className="card rnd-card" aria-labelledby="settings">
      <h2 id="settings">设置</h2>
      <dl className="kv mt8">
        {rows.map(([term, value]) => (
          <div className="adm-kv" key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Missing({ view }: { view: RoundView }) {
  if (view.state !== 'draft' || view.missing.length === 0) return null
  return (
    <Note kind="warn">
      <p>还不能发布：</p>
      <ul className="rnd-frozen">
        {view.missing.map((code) => (
          <li key={code}>{errorText(code)}</li>
        ))}
      </ul>
    </Note>
  )
}

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Everything of one round: what was fixed, what came in, and where it goes on. */
export default async function RoundPage({ params, searchParams }: Props) {
  const { id } = await params
  const { state } = stateSchema.parse(await searchParams)
  const actor = await requireRole(`/counter/rounds/${id}`, ...roles)
  const view = await orNotFound(roundView(actor, id))
  const choices = view.state === 'draft' && view.mayManage ? await roundChoices() : null
  const word = roundStateWords[view.state]
  return (
    <StaffFrame actor={actor} current="rounds" title="批次">
      <p className="t13">
        <a href="/counter/rounds">返回批次</a>
      </p>
      <div className="adm-head mt8">
        <div>
          <h1>{view.fields.name}</h1>
          <p className="t13 c2 mt4">
            <Tag kind={word.kind}>{word.text}</Tag> {view.drafts} 人在填，{view.applications.length} 份已交
          </p>
        </div>
        <Acts view={view} />
      </div>
      <Rooms view={view} />
      <Missing view={view} />
      {choices ? <RoundForm key={view.version} fields={view.fields} choices={choices} draft={{ id, version: view.version }} /> : null}
      {choices ? null : (
        <div className="mt16">
          <Settings view={view} />
        </div>
      )}
      {view.rubric ? (
        <section className="mt24" aria-labelledby="rubric">
          <h2 id="rubric" className="t16">
            {view.rubric.label}
          </h2>
          <div className="mt8">
            <RubricTable criteria={view.rubric.criteria} label={view.rubric.label} />
          </div>
        </section>
      ) : null}
      {view.state === 'draft' ? null : (
        <section className="mt24" id="applications" aria-labelledby="apps">
          <div className="adm-head">
            <h2 id="apps" className="t16">
              收到的申请
            </h2>
            {view.applications.length > 0 ? (
              <a className="btn sm sec" href={`/counter/rounds/${id}/export`} download>
                导出 Excel
              </a>
            ) : null}
          </div>
          <Applications applications={view.applications} state={state} href={`/counter/rounds/${id}`} />
        </section>
      )}
    </StaffFrame>
  )
}
