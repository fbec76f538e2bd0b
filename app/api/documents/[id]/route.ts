import { servePaper } from '@/app/api/paper-response'
import { readDocument } from '@/lib/foundation/casework/server/papers'

export const GET = servePaper('document.read', readDocument)
