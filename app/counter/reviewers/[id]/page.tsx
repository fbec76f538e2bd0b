import { notFound } from 'next/navigation'
import { z } from 'zod'
import { Avatar } from '@/app/_ui/avatar'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { assignmentWords } from '@/lib/foundation/panel/model/machine'
import { type ReviewerPage as Reviewer, reviewerPage } from '@/lib/foundation/panel/server/reviewer-page'
import { errorText } from '@/lib/i18n/errors'
import { ChangeReviewer } from './change-reviewer'
import { RecordRelation } from './record-relation'
import { Relations } from './relations'

const roles = ['intake', 'leader', 'auditor'] as const

export const generateMetadata = titleFor('专家', ...roles)
export const dynamic = 'force-dynamic'

function Facts({ reviewer }: { reviewer: Reviewer }) {
  const rows: [string, string][] = [
    ['专业', reviewer.fields.join('、')],
    ['单位', reviewer.employer],
    ['信用代码', reviewer.employerCode || '没有登记'],
    ['职务或职称', reviewer.title || '没有登记'],
    ['入库', reviewer.addedOn],
    ['所在团队', reviewer.teams.join('、') || '不在任何团队'],
    ['待评', `${reviewer.load.open} 件，今日新派 ${reviewer.load.today} 件`],
    ['已锁定', `${reviewer.load.locked} 件`],
    ...reviewer.ended.map(({ state, count }): [string, string] => [assignmentWords[state].staff, `${count} 件`]),
  ]
  return (
    <dl className="kv mt12">
      {rows.map(([label, value]) => (
        <div key={label} className="adm-kv">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ReviewerPage({ params, searchParams }: Props) {
  const { id } = await params
  const { find } = await searchParams
  if (!z.uuid().safeParse(id).success) notFound()
  const actor = await requireRole(`/counter/reviewers/${id}`, ...roles)
  const searched = typeof find === 'string' ? find.slice(0, 50) : ''
  const reviewer = await orNotFound(reviewerPage(actor, id, searched))
  return (
    <StaffFrame actor={actor} current="reviewers" title="专家库">
      <p className="crumb">
        <a href="/counter/reviewers">所有专家</a>
      </p>
      <div className="adm-person-head">
        <Avatar name={reviewer.name} size={44} />
        <div>
          <h1>{reviewer.name}</h1>
          <p className="t13 c3">
            <Tag kind={reviewer.active ? 'ok' : 'mute'}>{reviewer.active ? '在库' : '停用'}</Tag> {reviewer.no}
          </p>
        </div>
      </div>
      {reviewer.because ? <Note kind="warn">{errorText(reviewer.because)}。这一页你只能看。</Note> : null}
      <div className="adm-cols">
        <div className="stack">
          <section className="card pad20" aria-labelledby="facts">
            <div className="row between">
              <h2 className="t16" id="facts">
                登记信息
              </h2>
              {reviewer.canChange ? <ChangeReviewer reviewer={reviewer} /> : null}
            </div>
            <Facts reviewer={reviewer} />
          </section>
        </div>
        <div className="stack">
          <section className="card pad20" aria-labelledby="relations">
            <h2 className="t16" id="relations">
              利益关系
            </h2>
            <p className="hint mt4">分组时自动比对。须回避的不会被抽到；已经在评的，登记后当即作废并递补。</p>
            <Relations relations={reviewer.relations} canChange={reviewer.canChange} />
          </section>
          {reviewer.canChange ? (
            <section className="card pad20 no-print" aria-labelledby="record">
              <h2 className="t16" id="record">
                登记一条关系
              </h2>
              <RecordRelation personId={reviewer.personId} reviewerId={reviewer.id} find={searched} ends={reviewer.ends} />
            </section>
          ) : null}
        </div>
      </div>
    </StaffFrame>
  )
}
