import type { AuditQuery } from '@/lib/foundation/oversight/model/schema'

/** A plain form that writes into the address: every list is a link. */
export function AuditFilter({ query }: { query: AuditQuery }) {
  return (
    <form className="adm-filter" action="/admin/audit" aria-label="筛选">
      <label>
        谁
        <input className="inp sm" name="actor" defaultValue={query.actor} maxLength={100} placeholder="姓名" />
      </label>
      <label>
        动作
        <input className="inp sm mono" name="action" defaultValue={query.action} maxLength={100} placeholder="case. 或 person.unmasked" />
      </label>
      <label>
        对象
        <input className="inp sm mono" name="subject" defaultValue={query.subject} maxLength={100} placeholder="编号，或 case:编号" />
      </label>
      <label>
        结果
        <select className="inp sm" name="outcome" defaultValue={query.outcome ?? ''}>
          <option value="">全部</option>
          <option value="ok">成功</option>
          <option value="denied">被拒</option>
          <option value="error">出错</option>
        </select>
      </label>
      <label>
        哪天
        <input className="inp sm" type="date" name="day" defaultValue={query.day ?? ''} />
      </label>
      <button type="submit" className="btn sec sm">
        筛选
      </button>
      <a className="btn quiet sm" href="/admin/audit">
        清除
      </a>
    </form>
  )
}
