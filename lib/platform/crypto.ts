import 'server-only'
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { env } from './env'

const KEY_VERSION = 1
const key = (text: string) => createHash('sha256').update(text).digest()

/** AES-256-GCM; `context` (model:field:id) is bound in, so that a value cannot be moved to another row. */
export function encryptField(plain: string, context: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key(env().PII_KEY), iv)
  cipher.setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([Buffer.from([KEY_VERSION]), iv, cipher.getAuthTag(), body]))
}

/** Throws when the value was altered or belongs to another row. */
export function decryptField(stored: Uint8Array, context: string): string {
  const bytes = Buffer.from(stored)
  if (bytes[0] !== KEY_VERSION) throw new Error('unknown key version')
  const decipher = createDecipheriv('aes-256-gcm', key(env().PII_KEY), bytes.subarray(1, 13))
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(bytes.subarray(13, 29))
  return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString('utf8')
}

/** Keyed hash: the same value is found again, but cannot be guessed from the database alone. */
export const blindIndex = (value: string): Uint8Array<ArrayBuffer> => new Uint8Array(createHmac('sha256', key(env().BLIND_INDEX_KEY)).update(value).digest())

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

export const randomToken = (bytes = 16): string => randomBytes(bytes).toString('base64url')

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
