// A blind reviewer receives no name anywhere: page, payload, file, file name, metadata — byte by byte; and a bar is a bar, pixel by
// pixel. The sheet is made by the commands of the office in the database of the app under test.
import { spawnSync } from 'node:child_process'
import { expect, type Page, test } from '@playwright/test'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { appDatabaseUrl, dataDir, installedSecret } from '../support/app-database'
import { complaintsOf, expectAccessible, signedIn } from '../support/browser'
import { baseURL, signedInVisitor } from '../support/http'

interface Made {
  readonly login: string
  readonly assignmentId: string
  readonly roundId: string
  readonly code: string
  readonly secrets: readonly string[]
}

let made: Made

test.beforeAll(() => {
  const url = appDatabaseUrl()
  const secrets = Object.fromEntries(['AUTH_SECRET', 'PII_KEY', 'BLIND_INDEX_KEY'].flatMap((name) => optionalSecret(name)))
  const env = { ...process.env, ...secrets, DATABASE_URL: url, NEXTAUTH_URL: baseURL, APP_ENV: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'error' }
  const run = spawnSync(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'e2e/bench/review.ts'], { env, encoding: 'utf8' })
  expect(run.status, run.stderr).toBe(0)
  made = JSON.parse(run.stdout.trim().split('\n').pop() ?? '')
})

function optionalSecret(name: string): [string, string][] {
  try {
    return [[name, installedSecret(name)]]
  } catch {
    return []
  }
}

const told = (bytes: string) =>
  made.secrets
    .flatMap((word) => [word, encodeURIComponent(word), JSON.stringify(word).slice(1, -1)])
    .filter((word) => bytes.toLowerCase().includes(word.toLowerCase()))

test('page, payload and PDF carry no byte of it; the window’s page does, so the detector works', async () => {
  const reviewer = await signedInVisitor(made.login)
  const sheet = `/review/${made.assignmentId}`
  for (const path of ['/review', sheet]) {
    const page = await reviewer.get(path)
    expect(page.status()).toBe(200)
    expect(told((await page.body()).toString('utf8')), `HTML of ${path}`).toEqual([])
    const payload = await reviewer.get(path, { headers: { rsc: '1' } })
    expect(told((await payload.body()).toString('utf8')), `payload of ${path}`).toEqual([])
    expect(told(JSON.stringify([page.headers(), payload.headers()]))).toEqual([])
  }
  const paper = await reviewer.get(`${sheet}/paper`)
  expect(paper.status()).toBe(200)
  expect(paper.headers()['content-disposition']).toContain(`filename*=UTF-8''${made.code}.pdf`)
  const bytes = await paper.body()
  expect(told(bytes.toString('latin1') + bytes.toString('utf8') + JSON.stringify(paper.headers()))).toEqual([])
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const { text } = await extractText(pdf, { mergePages: true })
  expect(told(text.replace(/\s/g, ''))).toEqual([])
  expect(text.replace(/\s/g, '')).toContain('采集了6类轴承')
  expect((await getMeta(pdf)).info).toMatchObject({ Title: `评审材料 ${made.code}`, Author: '攀登者' })

  const leader = await signedInVisitor('leader')
  expect(told((await (await leader.get(`/counter/rounds/${made.roundId}/results`)).body()).toString('utf8'))).not.toEqual([])
  for (const foreign of ['leader', 'clerk', 'founder']) {
    const other = await signedInVisitor(foreign)
    expect((await other.get(sheet)).status(), foreign).toBe(404)
    expect((await other.get(`${sheet}/paper`)).status(), foreign).toBe(404)
  }
})

/** Colours of an element's picture, a pixel in from its edge. */
async function coloursOf(page: Page, picture: Buffer): Promise<string[]> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(3, 3, bitmap.width - 6, bitmap.height - 6)
    const seen = new Set<string>()
    for (let i = 0; i < data.length; i += 4) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`)
    return [...seen]
  }, picture.toString('base64'))
}

test('a bar is one colour over all its pixels, of one of three widths, and empty; the page works by keyboard and for everybody', async ({ browser }) => {
  const page = await signedIn(browser, made.login)
  const complaints = complaintsOf(page)
  await page.goto(`/review/${made.assignmentId}`)
  const bars = page.locator('.sheet .rd')
  await expect(bars.first()).toBeVisible()
  const widths = new Set<number>()
  for (let i = 0; i < (await bars.count()); i += 1) {
    const bar = bars.nth(i)
    await bar.scrollIntoViewIfNeeded()
    expect(await bar.evaluate((element) => [element.textContent, element.childNodes.length, element.getAttribute('aria-label')])).toEqual(['', 0, '已隐藏'])
    expect(await coloursOf(page, await bar.screenshot())).toEqual(['40,52,50'])
    widths.add(await bar.evaluate((element) => element.clientWidth))
  }
  expect([...widths].every((width) => [64, 112, 168].includes(width))).toBe(true)
  await expectAccessible(page)

  await page.locator('.scroll').focus()
  await page.keyboard.press('1')
  await expect(page.getByRole('button', { name: /^0%/ })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('给了 0%，低于 60%，请写一句理由')).toBeVisible()
  await page.keyboard.press('4')
  await page.keyboard.press('j')
  await expect(page.getByRole('button', { name: /^技术可行/ })).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('c')
  await page.keyboard.press('5')
  await expect(page.getByText('已保存')).toBeVisible({ timeout: 30_000 })
  await page.reload()
  await expect(page.getByText('目前合计（还有 4 项）')).toBeVisible()
  expect(complaints).toEqual([])
  await page.context().close()
})
