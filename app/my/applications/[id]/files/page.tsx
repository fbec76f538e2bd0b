import type { Metadata } from 'next'
import { EmptyState } from '@/app/_ui/empty-state'
import { openDraft, requireFounder } from '@/app/my/guard'
import { UploadField } from '@/app/my/upload-field'
import { filesPage } from '@/lib/journeys/application/server/queries'
import { ApplyFrame } from '../../apply-frame'

export const metadata: Metadata = { title: '材料' }

export default async function FilesPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireFounder(`/my/applications/${id}/files`)
  const view = await openDraft(id, filesPage(actor, id))
  const missing = view.files.filter((line) => line.required && !line.file).length
  return (
    <ApplyFrame
      savedAt={view.savedAt}
      back={`/my/applications/${id}`}
      aside={
        <>
          <div className="b">
            <h2>每份只交一次</h2>
            申请几样支持都用同一份，不用重复传。
          </div>
          <div className="b">
            <h2>谁能看</h2>
            只有办你这件事的工作人员能打开，谁看过都有记录。身份证照片只给受理的人看。
          </div>
        </>
      }
    >
      <h1>材料</h1>
      <p className="hint t16">
        第 4 部分 · 共 {view.files.length} 份{missing > 0 ? `，还差 ${missing} 份必交的` : '，必交的都有了'}
      </p>
      {view.files.length === 0 ? (
        <EmptyState
          kind="start"
          title="还不知道要哪些材料"
          text="先选想要的支持，这里会列出要交的。"
          action={{ href: `/my/applications/${id}/desk`, label: '去选支持' }}
        />
      ) : null}
      {view.files.map((line) => (
        <UploadField key={line.key} target={{ application: id }} line={line} />
      ))}
      <div className="bar2">
        <a className="btn xl" href={`/my/applications/${id}${view.next ? `/${view.next}` : ''}`}>
          好了，下一项
        </a>
        <a className="t16" href={`/my/applications/${id}`}>
          回清单
        </a>
      </div>
    </ApplyFrame>
  )
}
