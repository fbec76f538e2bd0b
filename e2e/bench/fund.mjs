// npm run bench:fund [-- --without-rules]: prepares what a fresh clone lacks, then runs the measurement.
import { spawnSync } from 'node:child_process'
import { checkMachine, explain, generate, install, root } from '../../lib/entry/steps.mjs'

try {
  checkMachine()
  install()
  generate()
  const args = ['--conditions=react-server', '--import', 'tsx', 'e2e/bench/fund.ts', ...process.argv.slice(2)]
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1
} catch (error) {
  explain(error)
}
