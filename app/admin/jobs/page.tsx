import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot, type Kind } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { type JobState, jobWords } from '@/lib/foundation/oversight/model/schema'
import { type JobLine, type JobsPage, jobsPage } from '@/lib/foundation/oversight/server/jobs'
import { CalendarWarning } from '../calendar-warning'
import { RetryButton } from './retry-button'

export const generateMetadata = titleFor('后台任务', 'sys_admin', 'auditor')
export const dynamic = 'force-dynamic'

const kinds: Record<JobState, Kind> = { running: 'ok', given_up: 'bad', retrying: 'warn', waiting: 'info', planned: 'mute' }

const headline = ({ counts, outbox }: JobsPage): string => {
  if (counts.given_up > 0) return `有 ${counts.given_up} 个任务停了，要人来看`
  if (counts.retrying > 0) return `${counts.retrying} 个任务失败过，正在自动重试`
  return outbox.waiting > 0 ? `${outbox.waiting} 条消息还没发出` : '总体正常，没有积压'
}

function Jobs({ jobs, mayRetry }: { jobs: readonly JobLine[]; mayRetry: boolean }) {
  if (jobs.length === 0) return <EmptyState kind="done" title="队列是空的" text="该跑的都跑完了。" />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table without links must scroll by keyboard too
    <section className="scroll-x" aria-label="任务，可以左右滚动" tabIndex={0}>
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">任务</th>
            <th scope="col">状态</th>
            <th scope="col" className="r">
              第几次
            </th>
            <th scope="col">下次</th>
            <th scope="col">错在哪</th>
            <th scope="col">
              <span className="vh">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <th scope="row">
                {job.task} <span className="c3 num">#{job.id}</span>
              </th>
              <td>
                <Dot kind={kinds[job.state]}>{jobWords[job.state]}</Dot>
              </td>
              <td className="r">{job.attempts}</td>
              <td className="num">{job.runAt}</td>
              <td className="wide mono t12">{job.error}</td>
              <td className="r">
                {mayRetry && (job.state === 'given_up' || job.state === 'retrying') ? <RetryButton jobId={job.id} task={job.task} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export default async function JobsPageView() {
  const actor = await requireRole('/admin/jobs', 'sys_admin', 'auditor')
  const page = await orNotFound(jobsPage(actor))
  const { counts, outbox, crons } = page
  return (
    <StaffFrame actor={actor} current="jobs" title="后台任务">
      <h1>{headline(page)}</h1>
      <CalendarWarning link={page.mayRetry} />
      <ul className="adm-tiles">
        {(['waiting', 'running', 'retrying', 'given_up'] as const).map((state) => (
          <li key={state} className="card">
            <span className="c3 t13">{jobWords[state]}</span>
            <b>{counts[state]}</b>
          </li>
        ))}
        <li className="card">
          <span className="c3 t13">没发出的消息</span>
          <b>{outbox.waiting}</b>
          <span className="c3 t12">已发 {outbox.sent}</span>
        </li>
      </ul>
      <Jobs jobs={page.jobs} mayRetry={page.mayRetry} />
      <div className="adm-cols">
        <section className="card pad20">
          <h2 className="t16">没发出的消息</h2>
          {outbox.lines.length === 0 ? <p className="hint mt8">都发出去了。</p> : null}
          <ul className="mt12">
            {outbox.lines.map((line) => (
              <li key={line.id} className="adm-line">
                <span className="num">{line.recipient}</span>
                <span className="mono t12 c3">{line.template}</span>
                <span className="c3 t13">{line.since}起</span>
                {line.error ? <span className="cbad t13">{line.error}</span> : null}
              </li>
            ))}
          </ul>
        </section>
        <section className="card pad20">
          <h2 className="t16">定时任务</h2>
          <ul className="mt12">
            {crons.map((cron) => (
              <li key={cron.task} className="adm-line">
                <span>{cron.task}</span>
                <span className="c3 t13">上次 {cron.last}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </StaffFrame>
  )
}
