export const dynamic = 'force-dynamic'

/** The process answers. */
export const GET = () => new Response('ok', { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
