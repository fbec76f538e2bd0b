import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { currentActor } from '@/lib/platform/session'
import { failureResponse } from './paper-response'

export interface CsvFile {
  readonly name: string
  readonly csv: string
}

/** A table that the browser saves under its name. */
export const csvResponse = ({ name, csv }: CsvFile): Response =>
  new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="table.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })

export interface BinaryFile {
  readonly name: string
  readonly mediaType: string
  /** Whole, or as it comes. */
  readonly bytes: Uint8Array | ReadableStream<Uint8Array>
}

const binaryResponse = ({ name, mediaType, bytes }: BinaryFile): Response =>
  new Response(bytes instanceof Uint8Array ? new Uint8Array(bytes) : bytes, {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="download"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })

/** A list of the staff as a file: session → the command, which decides and audits → CSV. */
export const serveCsv = <P>(name: string, make: (ctx: Ctx, request: Request, params: P) => Promise<CsvFile>) => serve(name, make, csvResponse)

/** The same for workbooks and archives. */
export const serveBinary = <P>(name: string, make: (ctx: Ctx, request: Request, params: P) => Promise<BinaryFile>) => serve(name, make, binaryResponse)

const serve =
  <P, F>(name: string, make: (ctx: Ctx, request: Request, params: P) => Promise<F>, respond: (file: F) => Response) =>
  async (request: Request, { params }: { params: Promise<P> }): Promise<Response> => {
    const requestId = randomUUID()
    let actor: Actor | null = null
    try {
      actor = await currentActor()
      if (!actor) throw new AppError('unauthenticated', 'session.missing')
      return respond(await make(makeCtx(actor, { requestId }), request, await params))
    } catch (error) {
      unstable_rethrow(error)
      return failureResponse(error, name, actor, requestId)
    }
  }
