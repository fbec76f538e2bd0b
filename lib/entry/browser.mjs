// Finds a browser for the tests: an installed one, Playwright's own, Debian's package where it may be installed, or the
// one that npm ships; and gives it Chinese fonts on a machine that has none.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root, say } from './steps.mjs'

const known = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const works = (file) => Boolean(file) && fs.existsSync(file) && spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0

async function playwrightOwn() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  return works(file) ? file : undefined
}

function debianPackage() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return undefined
  say('安装浏览器 / installing Debian chromium')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update'], { env, timeout: 120_000 })
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, timeout: 300_000 })
  return works('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined
}

async function fromNpm() {
  const { default: chromium } = await import('@sparticuz/chromium')
  const file = await chromium.executablePath()
  return works(file) ? file : undefined
}

/** Path of a browser that starts, or undefined when this machine cannot have one. */
export async function findBrowser() {
  for (const file of known) if (works(file)) return file
  for (const way of [playwrightOwn, debianPackage, fromNpm]) {
    const file = await Promise.resolve()
      .then(way)
      .catch(() => undefined)
    if (file) return file
  }
  return undefined
}

/** FONTCONFIG_FILE with the fonts of the documents added, so that Chinese is drawn on any machine. */
export function fontEnvironment() {
  const file = path.join(root, '.test', 'fonts.conf')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const fonts = ['400Regular', '500Medium', '600SemiBold', '700Bold'].map((w) => path.join(root, 'node_modules/@expo-google-fonts/noto-sans-sc', w))
  fs.writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${['/usr/share/fonts', '/usr/local/share/fonts', ...fonts].map((dir) => `<dir>${dir}</dir>`).join('\n')}
<cachedir>${path.join(os.tmpdir(), 'climber-fontconfig')}</cachedir></fontconfig>`,
  )
  return process.platform === 'linux' ? { FONTCONFIG_FILE: file } : {}
}
