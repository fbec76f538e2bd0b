import { serveUpload } from '@/app/api/upload'
import { maySupplement, supplementFile } from '@/lib/foundation/casework/server/commands/supplement-file'
import { attachFile, mayAttach } from '@/lib/journeys/application/server/commands/attach'
import { AppError } from '@/lib/kernel/app-error'
import { consume } from '@/lib/platform/rate-limit'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const UPLOAD_MINUTES = 10
/** A form has about ten materials; a replaced file stays on the disk. */
const UPLOADS_AN_HOUR = 60

/**
 * Receives one file as the bare body, `?application=…` for a draft or `?case=…` for a material asked for again, with
 * `purpose` and `name`. Who may is asked before the first byte is read; the body goes to disk while it comes.
 */
export const PUT = serveUpload('file.upload', UPLOAD_MINUTES, async ({ ctx, actor, query, take }) => {
  const given = (key: string) => query.get(key) ?? ''
  const [id, caseNo, purpose] = [given('application'), given('case'), given('purpose')]
  await consume('upload', actor.userId, UPLOADS_AN_HOUR, 3600)
  if (caseNo) await maySupplement(ctx, { caseNo, purpose })
  else if (uuid.test(id)) await mayAttach(ctx, { id, purpose })
  else throw AppError.notFound()
  const file = await take(given('name'))
  return caseNo ? supplementFile(ctx, { caseNo, purpose, file }) : attachFile(ctx, { id, purpose, file })
})
