// Photographs every screen of a running portal (BASE_URL, default http://127.0.0.1:3000): desktop, phone and dark, into
// docs/screenshots. Also says when a page scrolls sideways, which none may.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { type Screen, screens } from './screens'

const base = process.env.BASE_URL ?? 'http://127.0.0.1:3000'
const folder = path.resolve('docs/screenshots')
const only = process.argv.slice(2)
const looks = [
  { name: 'desktop', width: 1440, height: 900, dark: false },
  { name: 'mobile', width: 390, height: 844, dark: false },
  { name: 'dark', width: 1440, height: 900, dark: true },
] as const

async function signedIn(browser: Browser, look: (typeof looks)[number], as?: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: look.width, height: look.height },
    colorScheme: look.dark ? 'dark' : 'light',
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  if (!as) return context
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json()
  const form = { csrfToken, name: as, password: process.env.DEMO_PASSWORD ?? 'Climber-2026', json: 'true', callbackUrl: '/my' }
  await context.request.post('/api/auth/callback/credentials', { form, headers: { origin: base } })
  return context
}

async function take(context: BrowserContext, look: (typeof looks)[number], screen: Screen): Promise<void> {
  const page = await context.newPage()
  await page.goto(screen.path)
  for (const selector of screen.links ?? []) {
    const href = await page.locator(selector).first().getAttribute('href')
    if (href) await page.goto(href)
  }
  if (screen.press) {
    const before = page.url()
    await page.getByRole('button', { name: screen.press }).first().click()
    // a press leads on, or says what is to be mended
    await Promise.race([page.waitForURL((url) => url.href !== before), page.locator('.esum').waitFor()])
  }
  await page.waitForLoadState('networkidle')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  const file = path.join(folder, `${screen.name}-${look.name}.jpg`)
  await page.screenshot({ path: file, type: 'jpeg', quality: 72, fullPage: screen.full ?? false })
  process.stdout.write(`${path.basename(file)}${wide > 0 ? `  SCROLLS SIDEWAYS by ${wide} px` : ''}\n`)
  await page.close()
}

mkdirSync(folder, { recursive: true })
const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync']
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args })
for (const look of looks) {
  for (const as of [...new Set(screens.map((screen) => screen.as))]) {
    const context = await signedIn(browser, look, as)
    for (const screen of screens) if (screen.as === as && (only.length === 0 || only.includes(screen.name))) await take(context, look, screen)
    await context.close()
  }
}
await browser.close()
