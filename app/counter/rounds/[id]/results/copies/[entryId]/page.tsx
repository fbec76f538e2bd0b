import { StaffFrame } from '@/app/_ui/staff-frame'
import { Tag } from '@/app/_ui/tag'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { Blocks } from '@/app/review/[assignmentId]/blocks'
import { sourceWords } from '@/lib/journeys/review/model/blind-copy'
import { copyView } from '@/lib/journeys/review/server/copy-view'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { CopyTools } from './copy-tools'

export const generateMetadata = titleFor('核对盲评件', 'intake')

interface Props {
  params: Promise<{ id: string; entryId: string }>
}

const when = (iso: string) => `${formatDateZh(dateInShanghai(new Date(iso)))} ${formatTimeZh(new Date(iso))}`

/** What the experts will read, before they read it: a clerk looks for names that the machine did not know. */
export default async function CopyPage({ params }: Props) {
  const { id, entryId } = await params
  const actor = await signedIn(`/counter/rounds/${id}/results/copies/${entryId}`)
  const view = await orNotFound(copyView(actor, id, entryId))
  const { copy } = view
  const base = `/counter/rounds/${id}/results`
  return (
    <StaffFrame actor={actor} current="rounds" title={`盲评件 ${view.code}`}>
      <div className="rv-copy">
        <section aria-label="盲评件">
          <div className="row between wrap g8">
            <h1>
              {view.code} {view.title}
            </h1>
            {copy?.confirmedAt ? <Tag kind="ok">已核对</Tag> : <Tag kind="warn">{copy ? '等核对' : '没有生成'}</Tag>}
          </div>
          <p className="c2 t14 mt4">
            {copy ? `${copy.pages.length} 页，隐去 ${copy.hidden} 处，指纹 ${copy.sha256.slice(0, 8)}` : '还没有生成'}
            {copy?.confirmedAt ? `，${copy.confirmedBy} ${when(copy.confirmedAt)} 核对` : ''}
            {view.opened > 0 ? `，${view.opened} 位专家已打开` : ''}
          </p>
          {copy?.pages.map((page, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pages in their order
            <article className="sheet" key={i} aria-label={`第 ${i + 1} 页`}>
              <div className="head">
                <span>
                  {page.title}（{sourceWords[page.source]}）
                </span>
                <span className="mono">
                  {view.code} · 第 {i + 1} / {copy.pages.length} 页
                </span>
              </div>
              <Blocks blocks={page.blocks} quotes={[]} />
            </article>
          ))}
        </section>
        <aside aria-label="核对">
          <CopyTools key={`${entryId}:${copy?.version ?? 0}`} view={view} />
          <nav className="row between mt24 t14" aria-label="前后份">
            {view.previousId ? <a href={`${base}/copies/${view.previousId}`}>上一份</a> : <span />}
            <a href={base}>回列表</a>
            {view.nextId ? <a href={`${base}/copies/${view.nextId}`}>下一份</a> : <span />}
          </nav>
        </aside>
      </div>
    </StaffFrame>
  )
}
