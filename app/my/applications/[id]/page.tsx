import { Check, Clock, Pencil } from 'lucide-react'
import type { Metadata } from 'next'
import { Note } from '@/app/_ui/tag'
import { openDraft, requireFounder } from '@/app/my/guard'
import { partTitles } from '@/lib/journeys/application/model/questions'
import { type TaskLine, type TaskPage, taskPage } from '@/lib/journeys/application/server/queries'
import { ApplyFrame } from '../apply-frame'
import { DiscardButton } from './discard-button'

export const metadata: Metadata = { title: '申请支持' }

const numerals = ['', '一', '两', '三', '四'] as const

function Status({ task, unconfirmed }: { task: TaskLine; unconfirmed: number }) {
  if (task.status === 'done')
    return (
      <span className="fin">
        <Check className="ic" size={16} aria-hidden="true" />
        已完成
      </span>
    )
  if (task.status === 'doing')
    return (
      <span className="tag info">
        <Pencil size={13} aria-hidden="true" />
        填了一半
      </span>
    )
  if (task.status === 'waiting')
    return (
      <span className="tag warn">
        <Clock size={13} aria-hidden="true" />等 {unconfirmed} 人确认
      </span>
    )
  if (task.status === 'blocked') return <span className="tag mute line">{task.key === 'check' ? '还不能交' : '还不能填'}</span>
  return <span className="tag mute">{task.key === 'check' ? '可以看了' : '没开始'}</span>
}

function Line({ id, task, unconfirmed }: { id: string; task: TaskLine; unconfirmed: number }) {
  // the last check may be looked at any time: it says itself what is missing
  const closed = task.status === 'blocked' && task.key !== 'check'
  return (
    <li className="ti">
      <div>
        {closed ? (
          <span className="off">{task.title}</span>
        ) : (
          <a className="u" href={`/my/applications/${id}/${task.key}`}>
            {task.title}
          </a>
        )}
        {task.note ? <p>{task.note}</p> : null}
      </div>
      <Status task={task} unconfirmed={unconfirmed} />
    </li>
  )
}

function Aside({ view }: { view: TaskPage }) {
  return (
    <>
      <div className="b">
        <h2>截止时间</h2>
        <p>{view.round}</p>
        {view.deadline ? (
          <>
            {view.deadline.text}
            <br />
            <span className={view.deadline.leftDays <= 10 ? 'clock warn' : 'clock'}>
              <Clock size={14} aria-hidden="true" />
              <b>还剩 {view.deadline.leftDays} 个工作日</b>
            </span>
          </>
        ) : (
          '全年都收，不用赶。'
        )}
      </div>
      <div className="b">
        <h2>交了以后</h2>
        {view.after.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div className="b">
        <h2>不会填</h2>打 <a href="tel:073155500188">0731-5550 0188</a>，或到任一驿站，窗口可以帮你录，你用短信确认。
      </div>
      <div className="b">
        <h2>不想申请了</h2>
        <DiscardButton id={view.id} />
      </div>
    </>
  )
}

export default async function TasksPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireFounder(`/my/applications/${id}`)
  const view = await openDraft(id, taskPage(actor, id))
  const topicsOnly = view.tasks.filter((task) => task.key !== 'check')
  const left = topicsOnly.length - view.done
  return (
    <ApplyFrame savedAt={view.savedAt} aside={<Aside view={view} />}>
      <h1>{view.wanted > 0 ? `一张表，申请${numerals[view.wanted]}样支持` : '一张表，想要的支持一次申请'}</h1>
      <p className="lead">
        {left > 0 ? `填完 ${view.done} 项，还有 ${left} 项，大约还要 ${view.minutes} 分钟。可以随时退出，下次接着填。` : '都填好了，检查一遍就能交。'}
      </p>
      <div className="prog" aria-hidden="true">
        {topicsOnly.map((task) => (
          <i key={task.key} className={task.status === 'done' ? 'd' : task.status === 'doing' || task.status === 'waiting' ? 'c' : ''} />
        ))}
      </div>
      {view.wanted === 0 ? (
        <div className="mt24">
          <Note kind="info">还没有选要哪样支持。在第 3 部分选一样以上，才能交。</Note>
        </div>
      ) : null}
      {([1, 2, 3, 4] as const).map((part) => (
        <section className="tk-sec" key={part}>
          <h2>
            {part}. {partTitles[part]}
          </h2>
          <ul>
            {view.tasks
              .filter((task) => task.part === part)
              .map((task) => (
                <Line key={task.key} id={id} task={task} unconfirmed={view.unconfirmed} />
              ))}
          </ul>
        </section>
      ))}
    </ApplyFrame>
  )
}
