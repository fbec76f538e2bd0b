import { expect, test } from '@playwright/test'
import { planMeeting, voteAndClose } from '../steps/meeting'
import { scoreSheet } from '../steps/review'
import { complaintsOf, expectAccessible, signedIn } from '../support/browser'

// a button that is not there is a fault of the page, not something to wait minutes for
test.use({ actionTimeout: 15_000 })

test('an expert reads a copy without names and scores it by the keyboard; what is locked is locked', async ({ browser }) => {
  test.setTimeout(120_000)
  const expert = await signedIn(browser, 'reviewer')
  const complaints = complaintsOf(expert)
  await scoreSheet(expert, 'P-09', [4, 4, 4, 4, 4])
  await expect(expert.getByRole('button', { name: '锁定评分' })).toBeHidden()
  expect(complaints).toEqual([])
})

test('the list is ranked, the meeting votes and decides, the notice shows masked names only', async ({ browser }) => {
  test.setTimeout(360_000)
  const clerk = await signedIn(browser, 'clerk')
  await clerk.goto('/counter/rounds')
  await clerk.getByRole('link', { name: /第二批项目资助/ }).click()
  await clerk.waitForURL(/\/counter\/rounds\/[0-9a-f-]{36}$/)
  const round = clerk.url()
  await clerk.goto(`${round}/results`)
  await expect(clerk.getByText('P-09').first()).toBeVisible()
  await expectAccessible(clerk)
  const leader = await signedIn(browser, 'leader')
  await leader.goto(`${round}/results`)
  await expect(leader.getByRole('row', { name: /P-01/ }).first()).toBeVisible()
  await expectAccessible(leader)
  expect((await leader.request.get(`${round}/results/ranking`)).headers()['content-type']).toContain('spreadsheetml')

  const meeting = await planMeeting(clerk, round.split('/').at(-1) ?? '', ['陆怀真', '唐若川', '许明澜'])
  const decided = await voteAndClose(browser, meeting, ['chair', 'reviewer', 'reviewer2', 'reviewer3'])
  expect(decided).toBeGreaterThan(0)

  await clerk.goto('/counter/notices')
  await clerk.getByRole('button', { name: '看名单，发布公示' }).first().click()
  await expectAccessible(clerk)
  await clerk
    .getByRole('dialog')
    .getByRole('button', { name: /^发布公示，\d+ 项$/ })
    .click()
  await expect(clerk.getByText(/^公示 GS-.* 发布了/)).toBeVisible()

  const visitor = await (await browser.newContext()).newPage()
  await visitor.goto('/notices')
  await expectAccessible(visitor)
  await visitor
    .getByRole('link', { name: /第二批项目资助/ })
    .first()
    .click()
  await expect(visitor.getByRole('cell', { name: /^.\*.?$/ }).first()).toBeVisible()
  await expectAccessible(visitor)
})

test('an objection that is founded changes the decision: the case is rejected, and the public line says it was handled', async ({ browser }) => {
  test.setTimeout(120_000)
  const leader = await signedIn(browser, 'leader')
  await leader.goto('/counter/objections')
  await expectAccessible(leader)
  await leader.getByRole('link', { name: /^YY-/ }).first().click()
  await leader.getByRole('button', { name: '作决定' }).first().click()
  await expectAccessible(leader)
  await leader.getByLabel('成立：这一项不予通过').check()
  await leader.getByLabel(/^理由/).fill('厂方书面说明停用在前，申报的试用家数和事实不符，这一项不予通过')
  await leader.getByRole('dialog').getByRole('button', { name: '作出决定' }).click()
  await expect(leader.getByText('决定作出了，双方会收到')).toBeVisible()
  const visitor = await (await browser.newContext()).newPage()
  await visitor.goto('/notices')
  await visitor.getByRole('link', { name: '已结束' }).click()
  await visitor
    .getByRole('link', { name: /第二批项目资助/ })
    .first()
    .click()
  await expect(visitor.getByText('异议已处理').first()).toBeVisible()
})
