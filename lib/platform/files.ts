import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { fileTypeFromFile } from 'file-type'
import { AppError } from '@/lib/kernel/app-error'
import { MAX_FILE_BYTES } from '@/lib/kernel/upload'
import { env } from './env'

/** Name ending → media type that the first bytes must agree with; text has no first bytes of its own. */
export type FileTypes = Readonly<Record<string, string>>

/** What may be handed in as a material. */
const materialTypes: FileTypes = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** What may be uploaded as a ledger. */
export const tableTypes: FileTypes = { xlsx: materialTypes.xlsx ?? '', csv: 'text/csv', txt: 'text/plain' }

const folder = () => path.resolve(/* turbopackIgnore: true */ env().DATA_DIR, 'files')
const placeOf = (sha256: string) => path.join(folder(), sha256.slice(0, 2), sha256.slice(2, 4), sha256)

/** A shown file name: without path, control and direction signs, at most 120 signs. */
export function cleanFileName(name: string): string {
  const base = name.split(/[/\\]/).pop() ?? ''
  const clean = [...base.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()].slice(-120).join('')
  return clean === '' || clean === '.' || clean === '..' ? '文件' : clean
}

export interface ReceivedFile {
  readonly sha256: string
  readonly size: number
  readonly mediaType: string
  readonly name: string
}

/** Streams an upload to disk: counted and hashed while it comes, cut at the limit, and checked by its first bytes. */
export async function receiveFile(body: ReadableStream<Uint8Array>, name: string, types: FileTypes = materialTypes): Promise<ReceivedFile> {
  const shown = cleanFileName(name)
  const expected = types[shown.split('.').pop()?.toLowerCase() ?? '']
  if (!expected) throw AppError.invalid({ file: types === materialTypes ? 'file.type' : 'import.file_type' })
  const tmp = path.join(folder(), 'tmp', randomUUID())
  mkdirSync(path.dirname(tmp), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  const out = createWriteStream(tmp, { mode: 0o600 })
  const broken = new Promise<never>((_, fail) => out.once('error', fail))
  // without a listener a full disk would end the process; with one it ends this upload
  broken.catch(() => undefined)
  let size = 0
  try {
    for await (const chunk of Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])) {
      size += chunk.length
      if (size > MAX_FILE_BYTES) throw AppError.invalid({ file: 'file.too_large' })
      hash.update(chunk)
      if (!out.write(chunk)) await Promise.race([broken, new Promise<void>((go) => out.once('drain', () => go()))])
    }
    await Promise.race([broken, new Promise<void>((done, fail) => out.end((error?: Error | null) => (error ? fail(error) : done())))])
    if (size === 0) throw AppError.invalid({ file: 'file.empty' })
    const found = await fileTypeFromFile(tmp)
    if (expected.startsWith('text/') ? found : found?.mime !== expected) throw AppError.invalid({ file: 'file.not_what_it_says' })
    const sha256 = hash.digest('hex')
    mkdirSync(path.dirname(placeOf(sha256)), { recursive: true, mode: 0o700 })
    renameSync(tmp, placeOf(sha256))
    return { sha256, size, mediaType: expected, name: shown }
  } catch (error) {
    out.destroy()
    rmSync(tmp, { force: true })
    throw error
  }
}

/** The bytes of a stored file. A row without its file fails here, before an answer has begun. */
export async function openFile(sha256: string): Promise<ReadableStream<Uint8Array>> {
  const handle = await open(placeOf(sha256))
  return Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>
}

/** A stored file as a whole; for files that are read as one, like ledgers. */
export const readStored = (sha256: string): Promise<Buffer> => readFile(placeOf(sha256))
