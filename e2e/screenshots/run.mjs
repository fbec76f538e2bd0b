// `npm run screenshots [names]`: finds a browser and the fonts as the tests do, then photographs the running portal.
import { spawnSync } from 'node:child_process'
import { findBrowser, fontEnvironment } from '../../lib/entry/browser.mjs'

const env = { ...process.env, ...fontEnvironment(), CHROMIUM_PATH: await findBrowser() }
const done = spawnSync(process.execPath, ['--import', 'tsx', 'e2e/screenshots/take.ts', ...process.argv.slice(2)], { env, stdio: 'inherit' })
process.exitCode = done.status ?? 1
