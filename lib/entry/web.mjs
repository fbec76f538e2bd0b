// The web processes: one primary that hands out the port, and workers that run the standalone server.
// SIGHUP replaces the workers one by one, a new one first; SIGTERM drains all of them.
import cluster from 'node:cluster'
import { fileURLToPath } from 'node:url'

const wanted = Number(process.env.WEB_PROCESSES ?? 2)
cluster.setupPrimary({ exec: fileURLToPath(new URL('./web-worker.mjs', import.meta.url)) })
let closing = false

/** Deaths in a row before the first request could be answered: then the build is at fault, and trying on is in vain. */
let stillborn = 0

const up = () =>
  new Promise((done) => {
    const worker = cluster.fork()
    let listened = false
    worker.once('listening', () => {
      listened = true
      stillborn = 0
      done(worker)
    })
    worker.once('exit', () => {
      if (closing || worker.draining) return
      if (!listened) stillborn += 1
      if (stillborn >= 5) process.exit(1)
      setTimeout(() => up().then(done), 1000)
    })
  })

const down = (worker) =>
  new Promise((done) => {
    worker.draining = true
    worker.once('exit', done)
    if (worker.isConnected()) worker.send('drain')
    else worker.kill('SIGKILL')
  })

async function close() {
  if (closing) return
  closing = true
  await Promise.all(Object.values(cluster.workers).map(down))
  process.exit(0)
}

process.on('SIGHUP', async () => {
  for (const old of Object.values(cluster.workers)) {
    await up()
    await down(old)
  }
})
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, close)
process.on('disconnect', close)

await Promise.all(Array.from({ length: wanted }, up))
process.send?.('ready')
