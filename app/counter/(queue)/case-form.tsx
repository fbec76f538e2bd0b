import type { CasePanel } from '@/lib/foundation/casework/server/queue/counter'
import { formRows } from './form-rows'

/** The form as it was handed in, the people behind it, and what else they have asked for. */
export function CaseForm({ panel }: { panel: CasePanel }) {
  if (!panel.form) return <p className="c3">申请表的内容不在你的查看范围内。</p>
  return (
    <>
      <Rows
        title="申请人"
        rows={[
          ['姓名', panel.applicant],
          ['电话', panel.phone ?? '没有登记'],
        ]}
      />
      {formRows(panel.form).map((section) => (
        <Rows key={section.title} title={section.title} rows={section.rows} />
      ))}
      {panel.members.length > 0 ? (
        <Rows
          title={`团队 ${panel.members.length} 人`}
          rows={panel.members.map((m) => [m.name, `${m.founder ? '创始人' : '成员'}${m.duty ? `，${m.duty}` : ''}`])}
        />
      ) : null}
      {panel.others.length > 0 ? <Rows title="同一申请人的其他办件" rows={panel.others.map((one) => [one.caseNo, `${one.item}，${one.stateWord}`])} /> : null}
    </>
  )
}

function Rows({ title, rows }: { title: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className="h3">{title}</h3>
      <dl className="formrows">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
