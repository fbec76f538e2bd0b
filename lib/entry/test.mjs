// `npm test`: checks, unit and database tests, and the browser stories against the app as `npm start` starts it.
// The last line is `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { checkMachine, explain, generate, install, root, say } from './steps.mjs'

const total = { passed: 0, failed: 0 }
const out = path.join(root, '.test')

/** A step that could not even report counts as one failure. */
function fail() {
  total.failed += 1
}

/** A command that is green or red as a whole. */
function whole(command, args, env = {}) {
  const done = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' })
  total[done.status === 0 ? 'passed' : 'failed'] += 1
}

function check() {
  say('检查 / checks')
  whole('npm', ['run', '--silent', 'check'])
}

/** Without its rules the database must be caught: every constraint and trigger is taken away once. */
function breakRules() {
  say('逐条拆掉数据库规则 / breaking the rules of the database')
  whole('npm', ['run', '--silent', 'break', '--', 'database'])
}

function unit() {
  say('单元与数据库测试 / unit and database tests')
  const report = path.join(out, 'vitest.json')
  fs.rmSync(report, { force: true })
  spawnSync('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { cwd: root, stdio: 'inherit' })
  if (!fs.existsSync(report)) return fail()
  const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(fs.readFileSync(report, 'utf8'))
  total.passed += numPassedTests
  total.failed += success ? 0 : Math.max(numFailedTests, numFailedTestSuites, 1)
}

/** Starts the whole app in a data folder of its own and waits for READY. */
function startApp(env) {
  const child = spawn(process.execPath, ['lib/entry/start.mjs'], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((done, fail) => {
    let text = ''
    child.stdout.on('data', (part) => {
      text += part
      process.stdout.write(part)
      const ready = /READY (http\S+)/.exec(text)
      if (ready) done({ child, url: ready[1] })
    })
    child.once('exit', (code) => fail(new Error(`npm start 没有启动 / did not start (${code})`)))
  })
}

const stopApp = ({ child }) =>
  new Promise((done) => {
    child.once('exit', done)
    child.kill('SIGTERM')
  })

/** The app as `npm start` starts it, in a data folder of its own, and the browser tests of these projects against it. */
async function browserRun(name, port, settings, projects, browser) {
  const data = path.join(out, name)
  fs.rmSync(data, { recursive: true, force: true })
  const app = await startApp({ DATA_DIR: data, PORT: String(port), LOG_LEVEL: 'warn', ...settings })
  const report = path.join(out, `${name}.json`)
  fs.rmSync(report, { force: true })
  const env = {
    ...process.env,
    ...browser,
    BASE_URL: app.url,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    TEST_DATA_DIR: data,
  }
  const args = projects.map((project) => `--project=${project}`)
  const child = spawn('npx', ['playwright', 'test', '--reporter=line,json', ...args], { cwd: root, env, stdio: 'inherit' })
  await new Promise((done) => child.once('exit', done))
  say('不变量 / invariants')
  whole(process.execPath, ['lib/entry/run.mjs', 'invariants'], { DATA_DIR: data })
  await stopApp(app)
  if (!fs.existsSync(report)) return fail()
  const { stats } = JSON.parse(fs.readFileSync(report, 'utf8'))
  total.passed += stats.expected
  // the app stands built before these tests: one that leaves itself out has proved nothing
  total.failed += stats.unexpected + stats.flaky + stats.skipped
}

/** Once today as it is, without APP_NOW; once a minute before midnight of a holiday in a year without notice, on a host in New York. */
async function stories() {
  say('浏览器测试 / browser stories')
  const { findBrowser, fontEnvironment } = await import('./browser.mjs')
  const found = await findBrowser()
  if (!found) {
    process.stderr.write('没有浏览器：请安装 Chromium，或设 CHROMIUM_PATH / no browser: install Chromium or set CHROMIUM_PATH\n')
    return fail()
  }
  const browser = { ...fontEnvironment(), CHROMIUM_PATH: found }
  const port = Number(process.env.TEST_PORT ?? '3210')
  await browserRun('data', port, { APP_NOW: '' }, ['gates', 'journeys'], browser)
  say('另一天、另一个时区 / another day, another zone')
  await browserRun('elsewhen', port + 1, { APP_NOW: '2027-01-01T23:59:00+08:00', TZ: 'America/New_York' }, ['elsewhen'], browser)
}

try {
  checkMachine()
  install()
  generate()
  fs.mkdirSync(out, { recursive: true })
  check()
  unit()
  breakRules()
  await stories()
} catch (error) {
  explain(error)
  total.failed += 1
}
say('完成 / done')
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed === 0 ? 0 : 1
