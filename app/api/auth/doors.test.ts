import { expect, test } from 'vitest'
import { GET, POST } from './[...nextauth]/route'

const ask = (method: 'GET' | 'POST', path: string) =>
  (method === 'GET' ? GET : POST)(new Request(`http://127.0.0.1:3000/api/auth/${path}`, { method }), {
    params: Promise.resolve({ nextauth: path.split('/') }),
  })

test('the library’s own pages and its sign-out, which would leave the session alive, do not exist', async () => {
  for (const path of ['signin', 'signout', 'error', 'providers', 'verify-request', 'callback/credentials', 'toString'])
    expect((await ask('GET', path)).status, path).toBe(404)
  for (const path of ['signin', 'signin/credentials', 'signout', 'session', '_log', 'csrf']) expect((await ask('POST', path)).status, path).toBe(404)
})
