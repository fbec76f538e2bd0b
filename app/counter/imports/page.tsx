import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot, Tag } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { importHref } from '@/lib/foundation/ledger-import/model/schema'
import { stateWords } from '@/lib/foundation/ledger-import/model/words'
import { type ImportsPage, importsPage } from '@/lib/foundation/ledger-import/server/queries'
import { UploadForm } from './upload-form'

export const generateMetadata = titleFor('台账导入', 'intake', 'space', 'finance', 'service')
export const dynamic = 'force-dynamic'

const titleOf = ({ imports }: ImportsPage) => {
  const waiting = imports.filter((one) => one.state === 'preview' && one.counts.effective > 0).length
  return waiting > 0 ? `有 ${waiting} 份台账等人确认导入` : '台账导入'
}

/** Ledgers that came in so far, and the door for the next one. */
export default async function ImportsPageView() {
  const actor = await requireRole('/counter/imports', 'intake', 'space', 'finance', 'service')
  const page = await orNotFound(importsPage(actor))
  return (
    <StaffFrame actor={actor} current="imports" title="台账导入">
      <h1>{titleOf(page)}</h1>
      <div className="imp-cols mt16">
        <section aria-labelledby="imp-list">
          <h2 id="imp-list" className="t16">
            导入记录
          </h2>
          {page.imports.length > 0 ? (
            <ImportsTable imports={page.imports} />
          ) : (
            <EmptyState kind="start" title="还没有导入过台账" text="先传一份载体资源台账，工位和公寓就有了。" />
          )}
        </section>
        <section className="card imp-card" aria-labelledby="imp-new">
          <h2 id="imp-new" className="t16">
            传一份台账
          </h2>
          <p className="t13 c2 mt4">先预览，不会改动任何东西。看过之后由另一位同事确认导入。</p>
          <UploadForm kinds={page.kinds} />
        </section>
      </div>
    </StaffFrame>
  )
}

function ImportsTable({ imports }: { imports: ImportsPage['imports'] }) {
  return (
    <section className="scroll-x mt12" aria-label="导入记录，可以左右滚动">
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">台账</th>
            <th scope="col">状态</th>
            <th scope="col" className="r">
              新增
            </th>
            <th scope="col" className="r">
              变更
            </th>
            <th scope="col" className="r">
              没变
            </th>
            <th scope="col" className="r">
              有误
            </th>
            <th scope="col">上传</th>
          </tr>
        </thead>
        <tbody>
          {imports.map(({ id, kind, fileName, state, counts, by, at, mine }) => (
            <tr key={id}>
              <th scope="row" className="imp-name">
                <a href={importHref(id)}>{kind}</a>
                <span className="c3">{fileName}</span>
              </th>
              <td>
                {state === 'preview' && counts.effective === 0 ? (
                  <Dot kind="mute">没有变化</Dot>
                ) : (
                  <Dot kind={stateWords[state]?.kind ?? 'mute'}>{stateWords[state]?.text ?? state}</Dot>
                )}
              </td>
              <td className="r num">{counts.new}</td>
              <td className="r num">{counts.changed}</td>
              <td className="r num">{counts.same}</td>
              <td className="r num">{counts.error > 0 ? <Tag kind="bad">{counts.error}</Tag> : 0}</td>
              <td>
                {by}
                {mine ? '（你）' : ''} <span className="c3 num">{at}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
