import { err, ok, type Result } from '@/lib/kernel/result'

/** A mobile number of the mainland: +86, spaces, hyphens and full width are taken; answers eleven digits. */
export function parseMobile(text: string): Result<string, 'empty' | 'format'> {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\-()]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  if (digits === '') return err('empty')
  return /^1[3-9]\d{9}$/.test(digits) ? ok(digits) : err('format')
}
