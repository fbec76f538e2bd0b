import net from 'node:net'

export interface DelayProxy {
  /** The same database through the proxy. */
  readonly url: string
  /** Holds back every message from the client that contains this word, by so many milliseconds; null ends it. */
  delay(word: string | null, ms?: number): void
  close(): Promise<void>
}

/** A proxy on loopback before PostgreSQL that can be slow at a word: at COMMIT, at BEGIN. */
export async function delayProxy(databaseUrl: string): Promise<DelayProxy> {
  const target = new URL(databaseUrl)
  const held = { word: null as string | null, ms: 0 }
  const sockets = new Set<net.Socket>()
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port), target.hostname)
    let queue = Promise.resolve()
    client.on('data', (chunk) => {
      const slow = held.word !== null && chunk.includes(held.word)
      const { ms } = held
      // later messages wait behind the one that is held back: order on a connection is never changed
      queue = queue.then(() => (slow ? new Promise<void>((done) => setTimeout(done, ms)) : undefined)).then(() => void upstream.write(chunk))
    })
    upstream.on('data', (chunk) => client.write(chunk))
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const url = new URL(databaseUrl)
  url.port = String(typeof address === 'object' && address ? address.port : 0)
  return {
    url: url.href,
    delay(word, ms = 0) {
      held.word = word
      held.ms = ms
    },
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => done())
      }),
  }
}
