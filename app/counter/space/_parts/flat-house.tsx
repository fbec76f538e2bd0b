import { planWords } from '@/lib/journeys/space/model/plan'
import type { BoardHouse, BoardRoom } from '@/lib/journeys/space/server/board'

const short = (date: string) => date.slice(5)
const sexWords = { any: '', male: '限男', female: '限女' } as const

function look(room: BoardRoom): { tone: string; text: string } {
  if (room.state === 'free') return { tone: 'f', text: ['空', sexWords[room.sexRule]].filter(Boolean).join(' ') }
  if (room.state === 'held' || room.state === 'offered') return { tone: 'w', text: '等确认' }
  if (room.state === 'accepted') return { tone: 'w', text: '待入住' }
  if (room.state === 'reserved') return { tone: 'r', text: '预留' }
  if (room.state === 'maintenance' || room.state === 'closed') return { tone: 'm', text: planWords[room.state] }
  return room.endsOn ? { tone: 'e', text: `${short(room.endsOn)} 止` } : { tone: 'o', text: room.holder ?? '已入住' }
}

function spoken(room: BoardRoom): string {
  const rules = [room.layout, sexWords[room.sexRule], room.capacity > 1 ? `${room.capacity} 人` : '']
  const holding = [room.holder ?? '', room.endsOn ? `${short(room.endsOn)} 到期` : '']
  return [room.number, planWords[room.state], ...holding, ...rules].filter(Boolean).join('，')
}

/** One building of flats as hotel staff read it: a line a floor, a field a flat, every field a link. */
export function FlatHouse({ house }: { house: BoardHouse }) {
  return (
    <div className="rg-box">
      <h3 className="t13 c2">{house.name}</h3>
      <div className="rg">
        {house.floors.map(({ floor, rooms }) => (
          <div className="rg-floor" key={floor}>
            <span className="f">{floor} 层</span>
            {rooms.map((room) => {
              const { tone, text } = look(room)
              return (
                <a
                  key={room.code}
                  className={`rm ${tone}`}
                  href={`/counter/space/${encodeURIComponent(house.key)}?sel=${encodeURIComponent(room.code)}`}
                  aria-label={spoken(room)}
                  title={spoken(room)}
                >
                  <b>{room.number}</b>
                  <small>{text}</small>
                </a>
              )
            })}
          </div>
        ))}
      </div>
    </div>
  )
}
