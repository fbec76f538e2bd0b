import { randomUUID } from 'node:crypto'
import type { OpenedPaper } from '@/lib/foundation/casework/server/papers'
import type { Actor } from '@/lib/kernel/actor'
import { toWire } from '@/lib/platform/action'
import { currentActor } from '@/lib/platform/session'

const shownInPlace = new Set(['application/pdf', 'image/jpeg', 'image/png'])
const statuses: Partial<Record<string, number>> = {
  unauthenticated: 401,
  denied: 403,
  not_found: 404,
  invalid: 422,
  conflict: 409,
  rule: 422,
  rate_limited: 429,
}

/** Only PDF and pictures open in the browser, and only when asked; a sandbox keeps whatever they carry from running here. */
function paperResponse(paper: OpenedPaper, preview: boolean): Response {
  const place = preview && shownInPlace.has(paper.mediaType) ? 'inline' : 'attachment'
  const body = paper.body instanceof ReadableStream ? paper.body : new Uint8Array(paper.body)
  return new Response(body, {
    headers: {
      'content-type': paper.mediaType,
      'content-length': String(paper.size),
      'content-disposition': `${place}; filename="file"; filename*=UTF-8''${encodeURIComponent(paper.name)}`,
      'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    },
  })
}

/** A failure as JSON with its status; the same for missing and for not yours. */
export async function failureResponse(error: unknown, name: string, actor: Actor | null, requestId: string): Promise<Response> {
  const wire = await toWire(error, name, actor, requestId)
  return Response.json(wire, { status: statuses[wire.kind] ?? 500, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
}

type Reader = { actor: Actor | null; requestId: string }

/** One paper for the person who asks: session → authorization about the paper → bytes. `?preview` opens it in place. */
export const servePaper =
  (name: string, read: (reader: Reader, id: string) => Promise<OpenedPaper>) =>
  async (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> => {
    const requestId = randomUUID()
    let actor: Actor | null = null
    try {
      actor = await currentActor()
      const { id } = await params
      return paperResponse(await read({ actor, requestId }, id), new URL(request.url).searchParams.has('preview'))
    } catch (error) {
      return failureResponse(error, name, actor, requestId)
    }
  }
