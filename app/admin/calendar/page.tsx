import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { calendarPage, type YearLine } from '@/lib/foundation/oversight/server/calendar'
import { yearOf } from '@/lib/kernel/calendar-date'
import { CalendarWarning } from '../calendar-warning'
import { NoticeForm } from './notice-form'
import { YearGrid } from './year-grid'

export const generateMetadata = titleFor('工作日历', 'sys_admin')
export const dynamic = 'force-dynamic'

const yearIn = (text: unknown): number | null => (typeof text === 'string' && /^20\d{2}$/.test(text) ? Number(text) : null)

export default async function CalendarPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const params = await searchParams
  const actor = await requireRole('/admin/calendar', 'sys_admin')
  const page = await orNotFound(calendarPage(actor))
  const entering = yearIn(params.enter)
  const shown: YearLine | undefined = page.years.find((one) => one.year === (yearIn(params.year) ?? yearOf(page.today))) ?? page.years[0]
  const nextFree = Math.max(yearOf(page.today), ...page.years.map((one) => one.year)) + 1
  return (
    <StaffFrame actor={actor} current="calendar" title="工作日历">
      {entering ? (
        <>
          <p className="crumb">
            <a href="/admin/calendar">工作日历</a>
          </p>
          <h1>
            {page.years.some((one) => one.year === entering) ? '更正' : '录入'} {entering} 年的放假安排
          </h1>
          <p className="t14 c2 mt4">照国务院办公厅的通知填。保存后，会重算正在办的件的到期日，有变动的通知申请人。</p>
          <NoticeForm year={entering} known={page.years} provisional={page.provisional} />
        </>
      ) : (
        <>
          <div className="adm-head">
            <h1>{page.missing ? `还缺 ${page.missing} 年的放假安排` : `录到 ${Math.max(...page.years.map((one) => one.year))} 年，不缺`}</h1>
            <a className={page.missing ? 'btn md' : 'btn sec md'} href={`/admin/calendar?enter=${page.missing ?? nextFree}`}>
              录入 {page.missing ?? nextFree} 年
            </a>
          </div>
          <CalendarWarning link />
          {page.provisional > 0 ? <p className="t14 c2 mt12">现在有 {page.provisional} 个在走的时钟是暂定的。</p> : null}
          <div className="scroll-x mt16">
            <table className="tbl dense adm-table">
              <thead>
                <tr>
                  <th scope="col">年</th>
                  <th scope="col">通知文号</th>
                  <th scope="col">来源</th>
                  <th scope="col" className="r">
                    放假
                  </th>
                  <th scope="col" className="r">
                    调休上班
                  </th>
                  <th scope="col">录入</th>
                  <th scope="col">
                    <span className="vh">操作</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {page.years.map((one) => (
                  <tr key={one.year}>
                    <th scope="row">
                      <a href={`/admin/calendar?year=${one.year}`} aria-current={one.year === shown?.year ? 'true' : undefined}>
                        {one.year}
                      </a>
                    </th>
                    <td>{one.noticeNo}</td>
                    <td className="wide">{one.source}</td>
                    <td className="r">{one.days.filter((day) => day.kind === 'off').length} 天</td>
                    <td className="r">{one.days.filter((day) => day.kind === 'work').length} 天</td>
                    <td>{one.entered}</td>
                    <td>
                      <a href={`/admin/calendar?enter=${one.year}`}>更正</a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {shown ? <YearGrid year={shown.year} days={shown.days} today={page.today} /> : null}
        </>
      )}
    </StaffFrame>
  )
}
