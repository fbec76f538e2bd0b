import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex, hmacSha256, sha256, toHex, utf8 } from './hash'

test('SHA-256 is that of node for every length around a block, and for any bytes', () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = new Uint8Array(length).map((_, i) => (i * 37 + length) & 255)
    expect(toHex(sha256(bytes)), `${length} bytes`).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => toHex(sha256(bytes)) === createHash('sha256').update(bytes).digest('hex')))
})

test('HMAC-SHA-256 is that of node, with keys shorter and longer than a block', () => {
  const bytes = fc.uint8Array({ maxLength: 300 })
  fc.assert(fc.property(bytes, bytes, (key, message) => toHex(hmacSha256(key, message)) === createHmac('sha256', key).update(message).digest('hex')))
})

test('UTF-8 and hex there and back', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => Buffer.from(utf8(text)).toString('utf8') === Buffer.from(text, 'utf8').toString('utf8')))
  fc.assert(fc.property(fc.uint8Array(), (bytes) => toHex(fromHex(toHex(bytes)) ?? new Uint8Array([1])) === Buffer.from(bytes).toString('hex')))
  for (const wrong of ['0', 'zz', 'AB', ' 00', '00\n']) expect(fromHex(wrong)).toBe(null)
})
