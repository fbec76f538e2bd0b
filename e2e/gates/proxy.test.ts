import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { config, proxy } from '@/proxy'

const covered = (path: string) => config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path))
const answer = (path: string) => proxy(new NextRequest(`http://127.0.0.1:3000${path}`))

test('every page has its headers, also when its address looks like a file; files of public/ and the doors with headers of their own have not', () => {
  for (const path of ['/', '/foo.js', '/confirm/x.css', '/counter/people/x.png', '/my/cases/x.svg', '/api/nope', '/api', '/api/filesystem', '/logo.svg/x'])
    expect(covered(path), path).toBe(true)
  for (const path of ['/hero-map.svg', '/empty-done-dark.svg', '/favicon.svg', '/api/v1/stats', '/api/auth/csrf', '/api/files', '/api/files/1'])
    expect(covered(path), path).toBe(false)
})

test('a zero byte in an address is refused before anybody asks the database with it', () => {
  for (const path of ['/counter?q=%00', '/counter/cases/%00', '/measures/%00']) {
    expect(answer(path).status).toBe(400)
    expect(answer(path).headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect(answer('/counter?q=100%25').status).toBe(200)
})

test('a page is kept by nobody and has one policy with a nonce of its own', () => {
  const [one, two] = [answer('/my').headers, answer('/my').headers]
  expect(one.get('cache-control')).toBe('private, no-store')
  expect(one.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/)
  expect(one.get('content-security-policy')).not.toBe(two.get('content-security-policy'))
})
