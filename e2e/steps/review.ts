import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/browser'

/** One sheet from the declaration to the lock, by the keyboard; the levels are 1–5, one for each criterion. */
export async function scoreSheet(page: Page, code: string, levels: readonly number[]): Promise<void> {
  await page.goto('/review')
  await expectAccessible(page)
  await page.getByRole('listitem').filter({ hasText: code }).getByRole('link').click()
  const signing = page.getByRole('button', { name: '签署，打开材料' })
  const blind = page.getByText('盲评：看不到申请人和别人的分')
  await expect(signing.or(blind)).toBeVisible()
  if (await signing.isVisible()) {
    await page.getByRole('checkbox', { name: /没有须回避的关系/ }).check()
    await page.getByRole('checkbox', { name: /我会做到/ }).check()
    await signing.click()
  }
  await expect(blind).toBeVisible()
  await expectAccessible(page)
  for (const level of levels) {
    await page.keyboard.press(String(level))
    const comment = page.getByRole('textbox', { name: /的理由$/ })
    await comment.fill(`计划书里的数据支持第 ${level} 档`)
    await comment.blur()
    await page.keyboard.press('j')
  }
  await page.getByRole('button', { name: '锁定评分' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^锁定 .* 分$/ }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('已锁定').first()).toBeVisible()
}
