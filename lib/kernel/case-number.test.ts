import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeCaseNo, parseCaseNo } from './case-number'

const made = fc
  .tuple(fc.constantFrom('GW', 'GY', 'DK', 'FD'), fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 99_999 }))
  .map(([prefix, year, n]) => makeCaseNo(prefix, year, n))
const alphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']

test('a number is read as people type it', () => {
  fc.assert(
    fc.property(made, (no) => {
      for (const typed of [
        no,
        no.toLowerCase(),
        no.replaceAll('-', ''),
        no.replaceAll('-', ' '),
        no.replace(/[A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
      ])
        expect(parseCaseNo(typed)).toEqual({ ok: true, value: no })
    }),
  )
})

test('every single wrong sign is caught', () => {
  fc.assert(
    fc.property(made, fc.nat(), fc.constantFrom(...alphabet), (no, at, sign) => {
      const plain = [...no.replaceAll('-', '')]
      const i = at % plain.length
      fc.pre(plain[i] !== sign)
      plain[i] = sign
      expect(parseCaseNo(plain.join('')).ok).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

test('every swap of neighbours is caught', () => {
  fc.assert(
    fc.property(made, fc.nat(), (no, at) => {
      const plain = [...no.replaceAll('-', '')]
      const i = at % (plain.length - 1)
      fc.pre(plain[i] !== plain[i + 1])
      ;[plain[i], plain[i + 1]] = [plain[i + 1] ?? '', plain[i] ?? '']
      expect(parseCaseNo(plain.join('')).ok).toBe(false)
    }),
    { numRuns: 2000 },
  )
})
