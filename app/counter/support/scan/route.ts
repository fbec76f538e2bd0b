import { serveUpload } from '@/app/api/upload'
import { attachScan, mayAttachScan } from '@/lib/journeys/support/server/commands/sign'
import { consume } from '@/lib/platform/rate-limit'

const UPLOADS_AN_HOUR = 60

/** The stamped agreement as the bare body, `?number=…&name=…`. Who may is asked before the first byte is read. */
export const PUT = serveUpload('support.attach_scan', 10, async ({ ctx, actor, query, take }) => {
  const number = query.get('number') ?? ''
  await consume('upload', actor.userId, UPLOADS_AN_HOUR, 3600)
  await mayAttachScan(ctx, { number })
  return attachScan(ctx, { number, file: await take(query.get('name') ?? '') })
})
