import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeNext, withNext } from './next'

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/a\\b',
  'javascript:alert(1)',
  '/api/auth/signout',
  '/sign-in?next=/my',
  '/register',
  '',
  'my',
  `/${'a'.repeat(2001)}`,
  ['/my'],
  undefined,
])('%s does not follow', (next) => {
  expect(safeNext(next, '/my')).toBe('/my')
})

test.each(['/my', '/my/applications/new?status=graduated&desk=yes&school=%E6%B9%98%E5%B7%9E', '/counter?view=mine#row', '/registered-people'])(
  '%s follows as it is',
  (next) => {
    expect(safeNext(next, undefined)).toBe(next)
  },
)

test('whatever is let through stays on this site, in a browser too', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `/${text}`),
      ),
      (text) => {
        const next = safeNext(text, '/my')
        expect(new URL(next, 'https://climber.example').origin).toBe('https://climber.example')
      },
    ),
  )
})

test('a query travels through both pages and comes out the same', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (answers) => {
      const next = `/my/applications/new?${new URLSearchParams(answers)}`
      const carried = new URL(withNext('/register', next), 'https://climber.example').searchParams.get('next')
      expect(carried).toBe(next)
    }),
  )
})
