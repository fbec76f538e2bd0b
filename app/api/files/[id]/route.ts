import { servePaper } from '@/app/api/paper-response'
import { readFile } from '@/lib/foundation/casework/server/papers'

export const GET = servePaper('file.read', readFile)
