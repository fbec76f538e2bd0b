import { randomUUID } from 'node:crypto'
import { failureResponse } from '@/app/api/paper-response'
import { kindField } from '@/lib/foundation/ledger-import/model/schema'
import { mayUpload, uploadLedger } from '@/lib/foundation/ledger-import/server/commands/upload'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { originAllowed } from '@/lib/platform/action'
import { makeCtx } from '@/lib/platform/command'
import { MAX_FILE_BYTES, receiveFile, tableTypes } from '@/lib/platform/files'
import { currentActor } from '@/lib/platform/session'

/** An upload that takes longer is cut, so that its place is free again. */
const UPLOAD_MS = 5 * 60_000

/** Receives a ledger as the bare body, with `kind` and `name` in the address. Who may is asked before the first byte is read. */
export async function PUT(request: Request): Promise<Response> {
  const requestId = randomUUID()
  let actor: Actor | null = null
  try {
    if (!(await originAllowed())) throw new AppError('denied', 'origin.refused')
    actor = await currentActor()
    if (!actor) throw new AppError('unauthenticated', 'session.missing')
    const query = new URL(request.url).searchParams
    const kind = kindField.safeParse(query.get('kind'))
    if (!kind.success) throw AppError.invalid({ kind: 'import.kind_unknown' })
    const ctx = makeCtx(actor, { requestId })
    await mayUpload(ctx, { kind: kind.data })
    if (!request.body || Number(request.headers.get('content-length') ?? 0) > MAX_FILE_BYTES)
      throw AppError.invalid({ file: request.body ? 'file.too_large' : 'file.empty' })
    const body = request.body.pipeThrough(new TransformStream(), { signal: AbortSignal.timeout(UPLOAD_MS) })
    const file = await receiveFile(body, query.get('name') ?? '', tableTypes)
    return Response.json({ ok: true, value: await uploadLedger(ctx, { kind: kind.data, file }) }, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return failureResponse(error, 'import.upload', actor, requestId)
  }
}
