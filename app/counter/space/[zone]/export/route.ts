import { exportZone } from '@/lib/journeys/space/server/export'
import type { AppError } from '@/lib/kernel/app-error'
import { toWire } from '@/lib/platform/action'
import { makeCtx } from '@/lib/platform/command'
import { currentActor } from '@/lib/platform/session'
import { decoded } from '../../guard'

const status = { unauthenticated: 401, denied: 403, not_found: 404 } as const satisfies Partial<Record<AppError['kind'], number>>

/** The zone's list as CSV for a spreadsheet. */
export async function GET(_request: Request, { params }: { params: Promise<{ zone: string }> }): Promise<Response> {
  const ctx = makeCtx(await currentActor())
  try {
    const file = await exportZone(ctx, { key: decoded((await params).zone) })
    return new Response(file.text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'cache-control': 'private, no-store',
      },
    })
  } catch (error) {
    const wire = await toWire(error, 'space.export', ctx.actor, ctx.requestId)
    return Response.json({ code: wire.code }, { status: (status as Partial<Record<string, number>>)[wire.kind] ?? 500 })
  }
}
