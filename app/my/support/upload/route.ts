import { serveUpload } from '@/app/api/upload'
import { attachEvidence, mayAttachEvidence } from '@/lib/journeys/support/server/commands/milestone'
import { AppError } from '@/lib/kernel/app-error'
import { consume } from '@/lib/platform/rate-limit'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const UPLOADS_AN_HOUR = 60

/** Evidence of a milestone as the bare body, `?milestone=…&name=…`. Who may is asked before the first byte is read. */
export const PUT = serveUpload('support.attach_evidence', 10, async ({ ctx, actor, query, take }) => {
  const milestoneId = query.get('milestone') ?? ''
  await consume('upload', actor.userId, UPLOADS_AN_HOUR, 3600)
  if (!uuid.test(milestoneId)) throw AppError.notFound()
  await mayAttachEvidence(ctx, { milestoneId })
  return attachEvidence(ctx, { milestoneId, file: await take(query.get('name') ?? '') })
})
