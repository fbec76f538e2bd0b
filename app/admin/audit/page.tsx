import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot, type Kind, Note } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { type AuditQuery, auditHref, auditQuerySchema } from '@/lib/foundation/oversight/model/schema'
import { type AuditLine, auditPage, type Chain } from '@/lib/foundation/oversight/server/audit'
import { AuditFilter } from './audit-filter'
import { ExportButton } from './export-button'

export const generateMetadata = titleFor('审计记录', 'auditor')
export const dynamic = 'force-dynamic'

const outcomes = { ok: ['ok', '成功'], denied: ['warn', '被拒'], error: ['bad', '出错'] } as const satisfies Record<
  AuditLine['outcome'],
  readonly [Kind, string]
>

function chainText({ firstBroken, sealed, unsealed }: Chain): readonly [Kind, string] {
  const rest = unsealed > 0 ? `，${unsealed} 条等着封` : ''
  if (firstBroken === undefined) return ['info', `封了 ${sealed} 条${rest}，这一页没有整条核对`]
  return firstBroken === null ? ['ok', `链是完整的：${sealed} 条逐条核对过${rest}`] : ['bad', `链从第 ${firstBroken} 条起接不上，请马上报告`]
}

function Lines({ lines, query }: { lines: readonly AuditLine[]; query: AuditQuery }) {
  return (
    <div className="scroll-x">
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">谁</th>
            <th scope="col">动作</th>
            <th scope="col">对象</th>
            <th scope="col">结果</th>
            <th scope="col">理由、详情</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td className="num">{line.when}</td>
              <td>{line.actor}</td>
              <td className="mono">{line.action}</td>
              <td className="mono adm-clip">
                <a href={auditHref({ ...query, subject: line.subject, before: undefined })} title={line.subject}>
                  {line.subject}
                </a>
              </td>
              <td>
                <Dot kind={outcomes[line.outcome][0]}>{outcomes[line.outcome][1]}</Dot>
              </td>
              <td className="wide">
                {line.reason}
                {line.detail ? <span className="mono c3 t12 adm-detail"> {line.detail}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const params = await searchParams
  const query = auditQuerySchema.parse(params)
  const actor = await requireRole(auditHref(query), 'auditor')
  const page = await orNotFound(auditPage(actor, query, params.check === '1'))
  const [kind, text] = chainText(page.chain)
  return (
    <StaffFrame actor={actor} current="audit" title="审计记录">
      <div className="adm-head">
        <h1>{page.chain.firstBroken ? '审计链断了' : '每一步都记着'}</h1>
        <ExportButton query={query} />
      </div>
      <Note kind={kind}>
        {text}。最后一环 <span className="mono">{page.chain.head.slice(0, 16)}</span>
        {page.chain.firstBroken === undefined ? (
          <>
            {' '}
            <a href={`${auditHref(query)}${auditHref(query).includes('?') ? '&' : '?'}check=1`}>现在核对整条链</a>
          </>
        ) : null}
      </Note>
      <AuditFilter query={query} />
      {page.lines.length > 0 ? (
        <Lines lines={page.lines} query={query} />
      ) : (
        <EmptyState kind="search" title="没有这样的记录" text="少选一个条件，或者换一天。" action={{ href: '/admin/audit', label: '清除条件' }} />
      )}
      <nav className="adm-pages" aria-label="翻页">
        {query.before ? <a href={auditHref({ ...query, before: undefined })}>回到最新</a> : null}
        {page.older ? <a href={auditHref({ ...query, before: page.older })}>更早的</a> : <span className="c3">没有更早的了</span>}
      </nav>
    </StaffFrame>
  )
}
