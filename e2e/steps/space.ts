import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/browser'

/** Two free desks of the emptiest zone for this case, picked on the plan: kept, then offered. Answers their codes. */
export async function giveDesks(page: Page, caseNo: string): Promise<string[]> {
  await page.goto('/counter/space')
  await expectAccessible(page)
  const zones = await page.locator('main a[href^="/counter/space/desk"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  let codes: string[] = []
  for (const zone of new Set(zones)) {
    await page.goto(zone)
    codes = await page.locator('svg a[data-code][aria-label*="空"]').evaluateAll((links) => links.map((link) => link.getAttribute('data-code') ?? ''))
    if (codes.length >= 2) break
  }
  const picked = codes.slice(0, 2)
  await page.locator(`svg a[data-code="${picked[0]}"]`).click()
  await page.waitForURL(/sel=/)
  const address = new URL(page.url())
  address.searchParams.set('sel', picked.join(','))
  address.searchParams.set('case', caseNo)
  await page.goto(address.href)
  await expectAccessible(page)
  const reason = page.getByLabel('不按次序的理由')
  if (await reason.isVisible()) await reason.fill('演练：验证整条流程')
  await page.getByRole('button', { name: /^给.+ / }).click()
  await page.getByRole('button', { name: /的通知书$/ }).click()
  await expect(page.getByText('等对方确认').first()).toBeVisible()
  await expectAccessible(page)
  return picked
}

/** 交接: the confirmed desks are occupied. */
export async function handOver(page: Page, caseNo: string): Promise<void> {
  await page.reload()
  await expect(page.getByText(caseNo).first()).toBeVisible()
  await page.getByRole('button', { name: /办理入驻$/ }).click()
  await expect(page.getByRole('button', { name: '办腾退' })).toBeVisible()
}
