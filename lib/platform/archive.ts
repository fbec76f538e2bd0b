import 'server-only'
import { createHash } from 'node:crypto'
import { PassThrough, Readable, Transform } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { ZipFile } from 'yazl'

export interface ArchiveEntry {
  /** Path inside the archive, with `/` between folders. */
  readonly path: string
  readonly mtime: Date
  /** Bytes at hand, or something to open when its turn comes: only one file is read at a time. */
  readonly body: Uint8Array | { readonly sha256: string; open(): Promise<ReadableStream<Uint8Array>> }
}

/** A stored file on its way into the archive: bytes that are not those of its hash break the archive off. */
async function checked(sha256: string, open: () => Promise<ReadableStream<Uint8Array>>): Promise<Readable> {
  const hash = createHash('sha256')
  const source = Readable.fromWeb((await open()) as WebStream<Uint8Array>)
  const out = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      done(hash.digest('hex') === sha256 ? null : new Error('stored file differs from its hash'))
    },
  })
  source.on('error', (error) => out.destroy(error))
  return source.pipe(out)
}

/** The entries as a zip, in their order, streamed: nothing is held but the file that is being read. */
export function zipOf(entries: readonly ArchiveEntry[]): ReadableStream<Uint8Array> {
  const zip = new ZipFile()
  const out = new PassThrough()
  const fail = (error: Error) => out.destroy(error)
  zip.on('error', fail)
  for (const { path, mtime, body } of entries) {
    if (body instanceof Uint8Array) zip.addBuffer(Buffer.from(body), path, { mtime })
    else
      zip.addReadStreamLazy(path, { mtime }, (done) => {
        checked(body.sha256, body.open).then(
          (stream) => {
            stream.on('error', fail)
            done(null, stream)
          },
          (error: Error) => done(error, Readable.from([])),
        )
      })
  }
  zip.end()
  zip.outputStream.pipe(out)
  return Readable.toWeb(out) as ReadableStream<Uint8Array>
}
