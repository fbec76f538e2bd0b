import { type Browser, expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/browser'
import { codeSentTo } from './founder'

/** A founder without a password signs in with a code on the telephone. */
export async function signedInByCode(browser: Browser, phone: string): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto('/sign-in/code')
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '发验证码' }).click()
  await expect(page.getByText(/发出了|已发/)).toBeVisible()
  const telephone = await context.newPage()
  await page.getByLabel('验证码').fill(await codeSentTo(telephone, phone))
  await telephone.close()
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

/** Opens the agreement of this team at the counter and presses one step, filling what it asks. */
export async function step(page: Page, number: string, label: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.goto(`/counter/support/${number}`)
  await page.getByRole('button', { name: label, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  for (const [name, text] of Object.entries(fields)) await dialog.getByLabel(name).fill(text)
  await dialog.getByRole('button', { name: label, exact: true }).click()
  await expect(dialog).toBeHidden()
}
