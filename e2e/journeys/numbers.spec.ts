import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { expectAccessible, signedIn } from '../support/browser'

/** The live numbers as other systems read them. */
const numbers = async (request: APIRequestContext) =>
  (await (await request.get('/api/v1/stats')).json()) as { programme: { projects: number; desks: { total: number; free: number } } }

/** What a visitor reads on the cached home page, once it says `text`. */
const homeSays = (page: Page, text: RegExp) =>
  expect(async () => {
    await page.goto('/')
    expect(await page.locator('main').textContent()).toMatch(text)
  }).toPass({ timeout: 20_000 })

const columns = '序号,项目名称,所属领域,负责人,性别,学历,毕业学校,毕业时间,团队人数,孵化阶段,入驻时间,使用工位数,工位/房间,公寓,借款金额,借款余额,就业人数,状态'

test('one more row of the ledger, uploaded by one and let in by another, is one more project on page and API', async ({ browser, request, page }) => {
  const before = await numbers(request)
  const name = `溪谷水质监测 ${Date.now()}`
  const row = `1,${name},环保,凌朝,女,本科,湘州理工大学,2025年6月,3,众创空间,2026-03-02,0,无,无,0,0,3,在孵`
  const clerk = await signedIn(browser, 'clerk')
  await clerk.goto('/counter/imports')
  await expectAccessible(clerk)
  await clerk.getByLabel('哪种台账').selectOption('projects')
  await clerk.getByLabel('文件').setInputFiles({ name: '在孵项目补录.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${columns}\n${row}\n`) })
  await clerk.getByRole('button', { name: '上传并预览' }).click()
  await clerk.waitForURL(/\/counter\/imports\/[0-9a-f-]{36}/)
  await expect(clerk.getByRole('button', { name: /^导入这 1 行/ })).toBeDisabled()
  await expectAccessible(clerk)

  const colleague = await signedIn(browser, 'clerk2')
  await colleague.goto(clerk.url())
  await colleague.getByRole('button', { name: /^导入这 1 行/ }).click()
  await expect(async () => expect((await numbers(request)).programme.projects).toBe(before.programme.projects + 1)).toPass({ timeout: 20_000 })
  await homeSays(page, new RegExp(`在孵项目\\s*${before.programme.projects + 1}`))
})

test('a desk that is given back is one more free desk on page and API', async ({ browser, request, page }) => {
  const before = await numbers(request)
  const officer = await signedIn(browser, 'space')
  await officer.goto('/counter/space')
  await officer.locator('main a[href^="/counter/space/desk"]').first().click()
  await officer.locator('svg a[data-code][aria-label*="已入住"]').last().click()
  await officer.getByRole('button', { name: '办腾退' }).click()
  await officer.getByLabel('理由').fill('搬到孵化楼，物品已清')
  await officer.getByRole('dialog').getByRole('button', { name: '办腾退' }).click()
  await expect(async () => expect((await numbers(request)).programme.desks.free).toBe(before.programme.desks.free + 1)).toPass({ timeout: 10_000 })
  await homeSays(page, new RegExp(`今天空 ${before.programme.desks.free + 1} 个`))
})
