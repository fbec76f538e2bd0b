import { randomUUID } from 'node:crypto'
import { failureResponse } from '@/app/api/paper-response'
import { maySupplement, supplementFile } from '@/lib/foundation/casework/server/commands/supplement-file'
import { attachFile, mayAttach } from '@/lib/journeys/application/server/commands/attach'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { originAllowed } from '@/lib/platform/action'
import { makeCtx } from '@/lib/platform/command'
import { MAX_FILE_BYTES, receiveFile } from '@/lib/platform/files'
import { consume } from '@/lib/platform/rate-limit'
import { currentActor } from '@/lib/platform/session'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** An upload that takes longer is cut, so that its place is free again. */
const UPLOAD_MS = 10 * 60_000
/** A form has about ten materials; a replaced file stays on the disk. */
const UPLOADS_AN_HOUR = 60

/**
 * Receives one file as the bare body, `?application=…` for a draft or `?case=…` for a material asked for again, with
 * `purpose` and `name`. Who may is asked before the first byte is read; the body goes to disk while it comes.
 */
export async function PUT(request: Request): Promise<Response> {
  const requestId = randomUUID()
  let actor: Actor | null = null
  try {
    if (!(await originAllowed())) throw new AppError('denied', 'origin.refused')
    actor = await currentActor()
    if (!actor) throw new AppError('unauthenticated', 'session.missing')
    const query = new URL(request.url).searchParams
    const [application, caseNo, purpose, name] = ['application', 'case', 'purpose', 'name'].map((key) => query.get(key) ?? '') as [
      string,
      string,
      string,
      string,
    ]
    if (!request.body || Number(request.headers.get('content-length') ?? 0) > MAX_FILE_BYTES)
      throw AppError.invalid({ file: request.body ? 'file.too_large' : 'file.empty' })
    const ctx = makeCtx(actor, { requestId })
    await consume('upload', actor.userId, UPLOADS_AN_HOUR, 3600)
    if (caseNo) await maySupplement(ctx, { caseNo, purpose })
    else if (uuid.test(application)) await mayAttach(ctx, { id: application, purpose })
    else throw AppError.notFound()
    const file = await receiveFile(request.body.pipeThrough(new TransformStream(), { signal: AbortSignal.timeout(UPLOAD_MS) }), name)
    const value = caseNo ? await supplementFile(ctx, { caseNo, purpose, file }) : await attachFile(ctx, { id: application, purpose, file })
    return Response.json({ ok: true, value }, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return failureResponse(error, 'file.upload', actor, requestId)
  }
}
