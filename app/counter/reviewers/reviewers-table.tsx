import { Avatar } from '@/app/_ui/avatar'
import { Dot } from '@/app/_ui/tag'
import type { ReviewerLine } from '@/lib/foundation/panel/server/reviewers'

export function ReviewersTable({ lines, sheetsPerDay }: { lines: readonly ReviewerLine[]; sheetsPerDay: number }) {
  return (
    <section className="scroll-x mt12" aria-label="专家，可以左右滚动">
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">姓名</th>
            <th scope="col">专业</th>
            <th scope="col">单位</th>
            <th scope="col">状态</th>
            <th scope="col" className="r">
              待评
            </th>
            <th scope="col" className="r">
              今日新派
            </th>
            <th scope="col" className="r">
              已锁定
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td className="num">{line.no}</td>
              <th scope="row">
                <a className="person" href={`/counter/reviewers/${line.id}`}>
                  <Avatar name={line.name} size={24} />
                  <span>{line.name}</span>
                </a>
              </th>
              <td>{line.fields.join('、')}</td>
              <td className="wide">
                {line.employer}
                {line.title ? <span className="c3">，{line.title}</span> : null}
              </td>
              <td>{line.active ? <Dot kind="ok">在库</Dot> : <Dot kind="mute">停用</Dot>}</td>
              <td className="r num">{line.open}</td>
              <td className="r num">
                {line.today}
                <span className="c3"> / {sheetsPerDay}</span>
              </td>
              <td className="r num">{line.locked}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
