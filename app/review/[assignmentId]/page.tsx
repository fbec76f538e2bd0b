import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { errorText } from '@/lib/i18n/errors'
import { sheetPage } from '@/lib/journeys/review/server/sheet-view'
import { DeclareForm } from './declare-form'
import { Desk } from './desk'

export const generateMetadata = titleFor('评审打分', 'reviewer')

interface Props {
  params: Promise<{ assignmentId: string }>
}

/** One sheet: the declaration before the first opening, then material and rubric side by side. */
export default async function SheetPage({ params }: Props) {
  const { assignmentId } = await params
  const actor = await signedIn(`/review/${assignmentId}`)
  const page = await orNotFound(sheetPage(actor, assignmentId))
  if (page.kind === 'sheet') return <Desk key={page.view.assignmentId} view={page.view} />
  return (
    <StaffFrame actor={actor} current="review" title={`评审 ${page.code}`}>
      {page.kind === 'declare' ? (
        <DeclareForm {...page} />
      ) : (
        <>
          <h1 className="vh">{page.code} 现在打不开</h1>
          <EmptyState kind="start" title={`${page.code} 现在打不开`} text={errorText(page.because)} action={{ href: '/review', label: '回我的评审' }} />
        </>
      )}
    </StaffFrame>
  )
}
