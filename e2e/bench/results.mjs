// npm run bench:results: prepares what a fresh clone lacks, then runs the measurement.
import { spawnSync } from 'node:child_process'
import { checkMachine, explain, generate, install, root } from '../../lib/entry/steps.mjs'

try {
  checkMachine()
  install()
  generate()
  const args = ['--conditions=react-server', '--import', 'tsx', 'e2e/bench/results.ts']
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1
} catch (error) {
  explain(error)
}
