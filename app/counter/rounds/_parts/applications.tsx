import { EmptyState } from '@/app/_ui/empty-state'
import { Dot } from '@/app/_ui/tag'
import { caseWords } from '@/lib/foundation/casework/model/machine'
import type { RoundApplication } from '@/lib/foundation/programme/server/rounds/detail'
import { formatYuan } from '@/lib/kernel/money'

const askedOf = ({ amountFen, quantity }: RoundApplication['cases'][number]) =>
  amountFen === null ? `${quantity}` : `${formatYuan(amountFen, { decimals: 0 })} 元`

/** Cases of these applications by state, the largest group first. */
function stateCounts(applications: readonly RoundApplication[]): { state: RoundApplication['cases'][number]['state']; count: number }[] {
  const counts = new Map<RoundApplication['cases'][number]['state'], number>()
  for (const { state } of applications.flatMap((one) => one.cases)) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts].map(([state, count]) => ({ state, count })).sort((a, b) => b.count - a.count)
}

/** The applications of a round with their cases; `state` leaves those that have a case in it. */
export function Applications({ applications, state, href }: { applications: readonly RoundApplication[]; state: string | undefined; href: string }) {
  const shown = applications.filter((one) => !state || one.cases.some((line) => line.state === state))
  if (applications.length === 0) return <EmptyState kind="start" title="还没有人交申请" text="交上来的会列在这里，每样支持一个办件。" />
  return (
    <>
      <ul className="adm-chips" aria-label="按办件状态筛选">
        <li>
          <a className={state ? 'chip' : 'chip on'} href={`${href}#applications`} aria-current={state ? undefined : 'true'}>
            全部 {applications.length}
          </a>
        </li>
        {stateCounts(applications).map(({ state: one, count }) => (
          <li key={one}>
            <a className={state === one ? 'chip on' : 'chip'} href={`${href}?state=${one}#applications`} aria-current={state === one ? 'true' : undefined}>
              {caseWords[one].staff} {count}
            </a>
          </li>
        ))}
      </ul>
      {shown.length === 0 ? (
        <EmptyState kind="search" title="没有这样的办件" text="换一个状态看看。" action={{ href: `${href}#applications`, label: '看全部' }} />
      ) : null}
      {shown.length > 0 ? (
        <section className="scroll-x" aria-label="申请，可以左右滚动">
          <table className="tbl dense adm-table">
            <thead>
              <tr>
                <th scope="col">项目</th>
                <th scope="col">负责人</th>
                <th scope="col">评审编号</th>
                <th scope="col">办件</th>
                <th scope="col">支持</th>
                <th scope="col" className="r">
                  申请
                </th>
                <th scope="col">状态</th>
                <th scope="col">提交</th>
              </tr>
            </thead>
            <tbody>
              {shown.flatMap((one) =>
                one.cases.map((line, i) => (
                  <tr key={line.caseNo}>
                    <th scope="row">{i === 0 ? one.project : <span className="c3">{one.project}</span>}</th>
                    <td>{one.leader}</td>
                    <td className="mono">{one.code ?? ''}</td>
                    <td>
                      <a className="mono" href={`/counter/cases/${line.caseNo}`}>
                        {line.caseNo}
                      </a>
                    </td>
                    <td>{line.measure}</td>
                    <td className="r num">{askedOf(line)}</td>
                    <td>
                      <Dot kind={caseWords[line.state].kind}>{caseWords[line.state].staff}</Dot>
                    </td>
                    <td className="c3 num">{one.when}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </section>
      ) : null}
    </>
  )
}
