import { type Browser, expect, type Page } from '@playwright/test'
import { expectAccessible, signedIn } from '../support/browser'

/** Calls a meeting over all cases that are ready in the round; answers its address. */
export async function planMeeting(page: Page, roundId: string, members: readonly string[]): Promise<string> {
  await page.goto(`/counter/meetings/new?round=${roundId}`)
  await expectAccessible(page)
  await page.getByLabel('名称').fill('第二批项目资助第二次评审会')
  await page.getByLabel('时间').fill(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16))
  await page.getByLabel('地点').fill('众创中心 302 会议室')
  // whoever scored in this round is chosen already
  for (const box of await page.locator('#memberIds input').all()) await box.setChecked(false)
  for (const name of members) await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check()
  for (const box of await page.getByRole('checkbox', { name: /^P-/ }).all()) await box.check()
  await page.getByRole('button', { name: '召集会议' }).click()
  await page.waitForURL(/\/counter\/meetings\/[0-9a-f-]{36}/)
  return page.url()
}

/** Everybody signs in; each item gets its votes and is closed by the first of `logins`, the chair. Answers how many were decided. */
export async function voteAndClose(browser: Browser, meeting: string, logins: readonly string[]): Promise<number> {
  const people = await Promise.all(logins.map((login) => signedIn(browser, login)))
  const [chair] = people
  if (!chair) throw new Error('no chair')
  for (const person of people) {
    await person.goto(meeting)
    await person.getByRole('button', { name: '签到' }).click()
    await expect(person.getByText('签到了')).toBeVisible()
  }
  await chair.reload()
  await chair.getByRole('button', { name: '开会' }).click()
  await expect(chair.getByText(/^开会了/)).toBeVisible()
  const items = await chair.getByRole('navigation', { name: '议程' }).getByRole('link').all()
  const addresses = await Promise.all(items.map(async (item) => new URL((await item.getAttribute('href')) ?? '', meeting).href))
  for (const address of addresses) {
    for (const person of people) {
      await person.goto(address)
      await person.getByRole('button', { name: '赞成' }).click()
      await expect(person.getByText('你投了赞成')).toBeVisible()
    }
    await chair.goto(address)
    await expectAccessible(chair)
    await chair.getByRole('button', { name: '议定并签字' }).click()
    await expect(chair.getByText('议定了：同意')).toBeVisible()
  }
  await chair.goto(meeting)
  await chair.getByRole('button', { name: '散会' }).click()
  await chair.getByRole('dialog').getByRole('button', { name: '散会' }).click()
  await expect(chair.getByText(/^散会了，纪要/)).toBeVisible()
  await expect(chair.getByRole('link', { name: '会议纪要' })).toBeVisible()
  return addresses.length
}
