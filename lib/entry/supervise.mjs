// The processes that `npm start` keeps alive. One that dies is started again with a word, at most five times a minute.
import { Plain, say, start } from './steps.mjs'

const MINUTE_MS = 60_000
const RESTARTS_A_MINUTE = 5
const GRACE_MS = 30_000
/** Between a death and the next try: a database that is coming back is there by then. */
const PAUSE_MS = 1000

/** Counts restarts of one thing; answers false when it dies too often to go on. */
export function restartLimit() {
  let times = []
  return () => {
    const now = Date.now()
    times = times.filter((at) => now - at < MINUTE_MS)
    times.push(now)
    return times.length <= RESTARTS_A_MINUTE
  }
}

/** A set of children that ends together. `giveUp` is called once when one of them cannot be kept alive. */
export function supervisor(giveUp) {
  const living = new Set()
  let stopping = false

  /** `again`: it ran before, so a death before its word counts as one more death and not as a failed start. */
  function run(name, args, settings, options, again = false) {
    const child = start(args, settings)
    living.add(child)
    return new Promise((done, fail) => {
      let up = !options.waitForWord
      if (up) done()
      child.once('message', () => {
        up = true
        if (again) say(`${name}恢复了 / it is back`)
        done()
      })
      child.once('exit', (code, signal) => {
        living.delete(child)
        if (stopping) return fail(new Plain(`${name}停了 / stopped`))
        if (!up && !again) return fail(new Plain(`${name}没有启动（${signal ?? code}），原因在上面 / it did not start, see above`))
        if (!options.mayRestart()) {
          say(`${name}一分钟里停了太多次，不再重启 / it died too often`)
          return giveUp()
        }
        say(`${name}停了（${signal ?? code}），重新启动 / it died, starting it again`)
        setTimeout(() => stopping || run(name, args, settings, options, true).catch(() => {}), PAUSE_MS)
      })
    })
  }

  return {
    /** Starts a process and waits for its word (`waitForWord: false`: for nothing). */
    launch: (name, args, settings, { waitForWord = true } = {}) => run(name, args, settings, { waitForWord, mayRestart: restartLimit() }),

    any: () => living.size > 0,

    /** Ends all: each may finish what it does, and is ended by force after thirty seconds. */
    async stop() {
      stopping = true
      await Promise.all([...living].map(end))
    },

    /** Second Ctrl-C: at once. */
    kill() {
      for (const child of living) child.kill('SIGKILL')
    },
  }
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
    child.once('exit', () => {
      clearTimeout(force)
      done()
    })
    child.kill('SIGTERM')
  })
}
