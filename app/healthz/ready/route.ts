import { databaseAnswers } from '@/lib/platform/health'

export const dynamic = 'force-dynamic'

/** The process can serve: its database answers within 300 ms. A word, no details. */
export async function GET(): Promise<Response> {
  const ready = await databaseAnswers(300)
  return new Response(ready ? 'ok' : 'unavailable', {
    status: ready ? 200 : 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
