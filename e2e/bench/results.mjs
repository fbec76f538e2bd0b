// npm run bench:results: prepares what a fresh clone lacks, then measures with keys of its own.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { secrets } from '../../lib/entry/settings.mjs'
import { checkMachine, explain, generate, install, root } from '../../lib/entry/steps.mjs'

try {
  checkMachine()
  install()
  generate()
  const folder = path.join(root, '.test', 'bench-data')
  mkdirSync(folder, { recursive: true })
  const env = { ...process.env, ...secrets(folder), NEXTAUTH_URL: 'http://127.0.0.1:3000', APP_ENV: 'demo', DATA_DIR: folder, LOG_LEVEL: 'warn' }
  const args = ['--conditions=react-server', '--import', 'tsx', 'e2e/bench/results.ts']
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1
} catch (error) {
  explain(error)
}
