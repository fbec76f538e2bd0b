import { servePaper } from '@/app/api/paper-response'
import { readSupportFile } from '@/lib/journeys/support/server/staff'

/** The stamped scan of an agreement, or the evidence of a milestone; `?preview` opens it in place. */
export const GET = servePaper('support.file_read', readSupportFile)
