import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { openDraft, requireFounder } from '@/app/my/guard'
import type { SectionKey } from '@/lib/journeys/application/model/form'
import { topics, withLimits } from '@/lib/journeys/application/model/questions'
import { sectionPage } from '@/lib/journeys/application/server/queries'
import { ApplyFrame } from '../../apply-frame'
import { SectionForm } from './section-form'

type Params = Promise<{ id: string; section: string }>

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { section } = await params
  return { title: Object.hasOwn(topics, section) ? topics[section as SectionKey].title : '申请支持' }
}

export default async function TopicPage({ params }: { params: Params }) {
  const { id, section } = await params
  const actor = await requireFounder(`/my/applications/${id}/${section}`)
  const view = await openDraft(id, sectionPage(actor, id, section))
  if (view.blocked) redirect(`/my/applications/${id}`)
  const topic = topics[view.section]
  return (
    <ApplyFrame
      savedAt={view.savedAt}
      back={`/my/applications/${id}`}
      aside={
        <div className="b">
          <h2>为什么问这些</h2>
          {withLimits(topic.why, view.limits)}
        </div>
      }
    >
      <h1>{topic.title}</h1>
      <p className="hint t16">
        第 {topic.part} 部分 · 共 {topic.questions.length} 个问题
      </p>
      <SectionForm
        key={view.section}
        id={id}
        section={view.section}
        version={view.version}
        values={view.values}
        carried={view.carried}
        taken={view.taken}
        idLast4={view.idLast4}
        limits={view.limits}
        next={`/my/applications/${id}${view.next ? `/${view.next}` : ''}`}
      />
    </ApplyFrame>
  )
}
