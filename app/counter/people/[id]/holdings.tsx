import type { Holdings } from '@/lib/foundation/identity/server/person-page'

const rows = [
  ['teams', '团队'],
  ['applications', '申请'],
  ['units', '工位、公寓'],
  ['documents', '文书'],
] as const satisfies readonly (readonly [keyof Holdings, string])[]

/** What hangs on a person; also the preview of what a merge moves. */
export function HoldingsList({ holdings }: { holdings: Holdings }) {
  return (
    <dl className="kv mt12">
      {rows.map(([key, label]) => (
        <div key={key} className="adm-kv">
          <dt>{label}</dt>
          <dd>{holdings[key].length > 0 ? holdings[key].join('；') : '没有'}</dd>
        </div>
      ))}
    </dl>
  )
}
