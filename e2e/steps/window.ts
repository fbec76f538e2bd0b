import { expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/browser'

const open = async (page: Page, view: string, caseNo: string) => {
  await page.goto(`/counter?view=${view}&case=${caseNo}`)
  await expect(page.getByText(caseNo).first()).toBeVisible()
}

/** 受理, by its key. */
export async function accept(page: Page, caseNo: string): Promise<void> {
  await open(page, 'all', caseNo)
  await expectAccessible(page)
  await page.keyboard.press('a')
  await page.getByRole('button', { name: '受理，发通知书' }).click()
  await expect(page.getByText(/受理了，潭高新受/)).toBeVisible()
}

/** 初审: agrees with what was asked. */
export async function reviewFirst(page: Page, caseNo: string): Promise<void> {
  await open(page, 'review', caseNo)
  await page.getByRole('button', { name: /^初审/ }).click()
  await page.getByLabel('同意', { exact: true }).check()
  await page.getByLabel(/^理由/).fill('材料齐全，符合条件')
  await expectAccessible(page)
  await page.getByRole('button', { name: /^同意 2 .*交审定$/ }).click()
  await expect(page.getByText('初审签了')).toBeVisible()
}

/** 审定: agrees; the applicant reads this reason. */
export async function decide(page: Page, caseNo: string): Promise<void> {
  await open(page, 'decide', caseNo)
  await page.getByRole('button', { name: /^审定/ }).click()
  await page.getByLabel('同意', { exact: true }).check()
  await page.getByLabel(/^理由/).fill('项目扎实，同意给两个工位')
  await page.getByRole('button', { name: /^同意 2 .*告诉申请人$/ }).click()
  await expect(page.getByText('批准了，已经通知申请人')).toBeVisible()
}
