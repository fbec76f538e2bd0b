// One web process. Next's own signal handling would cut requests in flight, so this file drains: no new connections,
// `Connection: close` on every answer, exit when the last request is done.
import http from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

process.env.NEXT_MANUAL_SIG_HANDLE = '1'
process.env.HOSTNAME = process.env.HOST ?? '127.0.0.1'

// Next greets with its name, version and addresses; `npm start` says where it is in its own way
const write = process.stdout.write.bind(process.stdout)
const greeting = /^\s*$|▲ Next\.js|^\s*- (Local|Network):|✓ (Starting|Ready|Running next)/
process.stdout.write = (text, ...rest) => (typeof text === 'string' && greeting.test(text) ? true : write(text, ...rest))

/** Next answers an address with a broken percent sign with 500; it is the address that is wrong. */
function readable(url) {
  try {
    return Boolean(decodeURI(url.split('?')[0]))
  } catch {
    return false
  }
}

function refuse(request, response) {
  const problem = {
    type: 'urn:climber:problem:request.invalid',
    title: 'Bad Request',
    status: 400,
    code: 'request.invalid',
    detail: '网址写得不对',
    errors: [],
  }
  const [type, body] = request.url.startsWith('/api/') ? ['application/problem+json', JSON.stringify(problem)] : ['text/plain', problem.detail]
  response.writeHead(400, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(body)
}

let draining = false
const servers = []
const create = http.createServer
http.createServer = (...args) => {
  const answer = args.pop()
  const server = create(...args, (request, response) => (readable(request.url) ? answer(request, response) : refuse(request, response)))
  server.prependListener('request', (_request, response) => {
    if (draining) response.setHeader('connection', 'close')
  })
  servers.push(server)
  return server
}

async function drain() {
  if (draining) return
  draining = true
  // http.Server.close would also cut idle keep-alive sockets, which can reset a request on its way
  const closed = Promise.all(servers.map((server) => new Promise((done) => net.Server.prototype.close.call(server, done))))
  await Promise.race([closed, new Promise((done) => setTimeout(done, 20_000).unref())])
  process.exit(0)
}

process.on('SIGTERM', drain)
process.on('SIGINT', () => {})
process.on('message', (message) => message === 'drain' && drain())
process.on('disconnect', drain)
syncBuiltinESMExports()
await import(pathToFileURL(path.resolve(process.env.SERVER_JS)).href)
