import { Avatar } from '@/app/_ui/avatar'
import { Dot, type Kind, Tag } from '@/app/_ui/tag'
import { type PersonState, personWords } from '@/lib/foundation/identity/model/machine'
import type { PersonLine } from '@/lib/foundation/identity/server/queries'

export const stateKind: Record<PersonState, Kind> = { imported: 'mute', registered: 'info', verified: 'ok' }

export function PeopleTable({ lines }: { lines: readonly PersonLine[] }) {
  return (
    <div className="scroll-x">
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">手机号</th>
            <th scope="col">状态</th>
            <th scope="col">证件号</th>
            <th scope="col">团队</th>
            <th scope="col">来源</th>
            <th scope="col">建档</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <a className="person" href={`/counter/people/${line.id}`}>
                  <Avatar name={line.name} size={24} />
                  <span>{line.name}</span>
                </a>
              </th>
              <td className="num">{line.phone || '—'}</td>
              <td>
                {line.merged ? <Dot kind="mute">已合并</Dot> : <Dot kind={stateKind[line.state]}>{personWords[line.state].staff}</Dot>}{' '}
                {line.open ? <Tag kind="hold">等复核</Tag> : null}
                {line.alike && !line.open ? <Tag kind="warn">可能重复</Tag> : null}
              </td>
              <td className="num">{line.idTail ? `尾号 ${line.idTail}` : '没有'}</td>
              <td>{line.team || '—'}</td>
              <td>{line.source}</td>
              <td className="num">{line.since}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
