import { Note } from '@/app/_ui/tag'
import { carrierTypeWords, zoneKey } from '@/lib/journeys/space/model/zone'
import type { AreaPart, Inventory } from '@/lib/journeys/space/server/inventory'

const percent = (share: number) => `${(share / 100).toFixed(1)}%`
const square = (text: string) => Number(text).toLocaleString('en-US', { minimumFractionDigits: 2 })

function Name({ part }: { part: AreaPart }) {
  if (part.level === 'total') return <b>合计</b>
  if (part.level === 'type') return <b>{carrierTypeWords[part.type ?? ''] ?? part.type}</b>
  if (part.level === 'floor') return <span className="inv-floor">{part.floor} 层</span>
  const key = zoneKey({ kind: 'room', carrier: part.building ?? '', floor: null, area: null })
  return (
    <a className="inv-building" href={`/counter/space/${encodeURIComponent(key)}`}>
      {part.building}
    </a>
  )
}

/** Types → buildings → floors: rooms and areas; each line is summed from the rooms, so the lines add up. */
export function InventoryTable({ inventory, floors }: { inventory: Inventory; floors: boolean }) {
  const { parts, publishedSqm, agrees } = inventory
  const total = parts.find((part) => part.level === 'total')
  const shown = parts.filter((part) => floors || part.level !== 'floor')
  return (
    <>
      <div className="mt12">
        <Note kind={agrees ? 'ok' : 'warn'}>
          台账里 {total?.rooms ?? 0} 间（区）相加是 {square(total?.sqm ?? '0')} ㎡，和公布的 {publishedSqm.toLocaleString('en-US')} ㎡{' '}
          {agrees ? '一致' : '不一致，请核对台账'}。
        </Note>
      </div>
      <div className="ubox mt12">
        <table className="tbl">
          <caption className="vh">免租载体：类别、楼、层的间数和面积</caption>
          <thead>
            <tr>
              <th scope="col">载体</th>
              <th scope="col" className="tr">
                间（区）
              </th>
              <th scope="col" className="tr">
                在用
              </th>
              <th scope="col" className="tr">
                空
              </th>
              <th scope="col" className="tr">
                面积 ㎡
              </th>
              <th scope="col" className="tr">
                在用 ㎡
              </th>
              <th scope="col" className="tr">
                空 ㎡
              </th>
              <th scope="col" className="tr">
                使用率
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((part) => (
              <tr key={`${part.type}-${part.building}-${part.floor}`} className={`inv-${part.level}`}>
                <th scope="row">
                  <Name part={part} />
                </th>
                <td className="tr">{part.rooms}</td>
                <td className="tr">{part.taken}</td>
                <td className="tr">{part.free}</td>
                <td className="tr">{square(part.sqm)}</td>
                <td className="tr">{square(part.takenSqm)}</td>
                <td className="tr">{square(part.freeSqm)}</td>
                <td className="tr">{percent(part.share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
