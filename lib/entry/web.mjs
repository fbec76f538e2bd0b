// The web processes: one primary that hands out the port, and workers that run the standalone server.
// SIGHUP replaces the workers one by one, a new one first; SIGTERM drains all of them.
import cluster from 'node:cluster'
import { fileURLToPath } from 'node:url'

const wanted = Number(process.env.WEB_PROCESSES ?? 2)
cluster.setupPrimary({ exec: fileURLToPath(new URL('./web-worker.mjs', import.meta.url)) })
let closing = false

const up = () =>
  new Promise((done) => {
    const worker = cluster.fork()
    worker.once('listening', () => done(worker))
    worker.once('exit', () => {
      if (!closing && !worker.draining) setTimeout(up, 1000)
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
