import type { ExceptionalDay } from '@/lib/foundation/programme/model/calendar-notice'
import { addDays, type CalendarDate, calendarDate, weekday } from '@/lib/kernel/calendar-date'

const heads = ['一', '二', '三', '四', '五', '六', '日'] as const

/** Weeks of a month from Monday; blanks where the month has no day. */
function weeksOf(year: number, month: number): (CalendarDate | null)[][] {
  const first = calendarDate(`${year}-${String(month).padStart(2, '0')}-01`)
  const cells: (CalendarDate | null)[] = Array.from({ length: (weekday(first) + 6) % 7 }, () => null)
  for (let day = first; day.slice(5, 7) === first.slice(5, 7); day = addDays(day, 1)) cells.push(day)
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7))
}

function Cell({ date, day, today }: { date: CalendarDate; day: ExceptionalDay | undefined; today: boolean }) {
  const weekend = [0, 6].includes(weekday(date))
  return (
    <td className={[day ? day.kind : weekend ? 'weekend' : '', today ? 'today' : ''].filter(Boolean).join(' ') || undefined} title={day?.why}>
      {Number(date.slice(8))}
      {day ? (
        <small>
          {day.kind === 'off' ? '休' : '班'}
          <span className="vh">，{day.why}</span>
        </small>
      ) : null}
      {today ? <span className="vh">，今天</span> : null}
    </td>
  )
}

/** A year as twelve small months: what is off besides weekends, and which weekends are worked. */
export function YearGrid({ year, days, today }: { year: number; days: readonly ExceptionalDay[]; today: CalendarDate }) {
  const byDate = new Map(days.map((day) => [day.date, day]))
  return (
    <section className="mt32" aria-labelledby="year-grid">
      <div className="sec-h">
        <h2 id="year-grid">{year} 年</h2>
        <p className="adm-legend" aria-hidden="true">
          <span>
            <i className="off" />
            放假
          </span>
          <span>
            <i className="work" />
            调休上班
          </span>
          <span>
            <i className="weekend" />
            周末
          </span>
        </p>
      </div>
      <div className="adm-months">
        {Array.from({ length: 12 }, (_, i) => i + 1).map((month) => (
          <table key={month} className="adm-month">
            <caption>{month} 月</caption>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col" abbr={`周${head}`}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(year, month).map((week) => (
                <tr key={week.find((date) => date !== null)}>
                  {week.map((date, i) =>
                    date ? <Cell key={date} date={date} day={byDate.get(date)} today={date === today} /> : <td key={`${month}-${heads[i]}`} />,
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  )
}
