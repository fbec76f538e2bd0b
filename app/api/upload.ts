import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { MAX_FILE_BYTES } from '@/lib/kernel/upload'
import { originAllowed } from '@/lib/platform/action'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { type FileTypes, type ReceivedFile, receiveFile } from '@/lib/platform/files'
import { currentActor } from '@/lib/platform/session'
import { failureResponse } from './paper-response'

interface Upload {
  /** Of a person who is signed in. */
  readonly ctx: Ctx
  readonly actor: Actor
  readonly query: URLSearchParams
  /** Reads the body to disk; call it once who may is settled. */
  readonly take: (name: string, types?: FileTypes) => Promise<ReceivedFile>
}

/**
 * Receives one file as the bare body: origin → session → what `receive` asks → bytes; a failure goes back as JSON.
 * `minutes`: an upload that takes longer is cut, so that its place is free again.
 */
export const serveUpload =
  (name: string, minutes: number, receive: (upload: Upload) => Promise<unknown>) =>
  async (request: Request): Promise<Response> => {
    const requestId = randomUUID()
    let actor: Actor | null = null
    try {
      if (!(await originAllowed())) throw new AppError('denied', 'origin.refused')
      actor = await currentActor()
      if (!actor) throw new AppError('unauthenticated', 'session.missing')
      const take: Upload['take'] = (shown, types) => {
        if (!request.body) throw AppError.invalid({ file: 'file.empty' })
        if (Number(request.headers.get('content-length') ?? 0) > MAX_FILE_BYTES) throw AppError.invalid({ file: 'file.too_large' })
        return receiveFile(request.body.pipeThrough(new TransformStream(), { signal: AbortSignal.timeout(minutes * 60_000) }), shown, types)
      }
      const value = await receive({ ctx: makeCtx(actor, { requestId }), actor, query: new URL(request.url).searchParams, take })
      return Response.json({ ok: true, value }, { headers: { 'cache-control': 'no-store' } })
    } catch (error) {
      return failureResponse(error, name, actor, requestId)
    }
  }
