import { expect, test } from '@playwright/test'
import { signedInByCode, step } from '../steps/support'
import { demoPassword, expectAccessible, signedIn } from '../support/browser'

/** The team of the demo whose agreement is drafted and waits for its leader. */
const WAITING = { venture: '鹭岛水质小卫士', leader: '胡皓枫', phone: '19907303121' }

// a button that is not there is a fault of the page, not something to wait minutes for
test.use({ actionTimeout: 15_000 })

test('two leaders approve above the limit, one below it; the line shows what is left', async ({ browser }) => {
  test.setTimeout(180_000)
  const leader = await signedIn(browser, 'leader')
  await leader.goto('/counter/approvals')
  await expectAccessible(leader)
  const before = await leader.getByRole('listitem').filter({ hasText: 'ZZ-' }).count()
  expect(before).toBeGreaterThanOrEqual(2)
  for (const venture of ['云裳面料循环', '归雁养老陪诊']) {
    const item = leader.getByRole('listitem').filter({ hasText: venture })
    await item.getByRole('checkbox').check()
    await item.getByLabel(/^对「.*」的意见$/).fill('公示期满没有异议，同意资助')
  }
  await expect(leader.getByText(/项目资助：现在剩/)).toBeVisible()
  await leader.getByLabel(/密码/).fill(demoPassword)
  await leader.getByRole('button', { name: '验密码' }).click()
  await leader.getByRole('button', { name: '批准这 2 件' }).click()
  await expect(leader.getByText('2 件批准签了')).toBeVisible()

  const second = await signedIn(browser, 'leader2')
  await second.goto('/counter/approvals')
  const item = second.getByRole('listitem').filter({ hasText: '云裳面料循环' })
  await item.getByRole('checkbox').check()
  await item.getByLabel(/^对「.*」的意见$/).fill('同意，请财务盯住第二期')
  await second.getByLabel(/密码/).fill(demoPassword)
  await second.getByRole('button', { name: '验密码' }).click()
  await second.getByRole('button', { name: '批准这 1 件' }).click()
  await expect(second.getByText('1 件批准签了')).toBeVisible()

  await second.goto('/cockpit/rehearsal')
  await expectAccessible(second)
})

test('a founder signs the agreement; the zone signs; request, check, approval by another, receipt: the first instalment is paid', async ({ browser }) => {
  test.setTimeout(240_000)
  const founder = await signedInByCode(browser, WAITING.phone)
  await founder.goto('/my/support')
  await expectAccessible(founder)
  await founder.getByRole('link', { name: /^去做/ }).first().click()
  await founder.waitForURL(/\/my\/support\/XY-/)
  const number = decodeURIComponent(new URL(founder.url()).pathname.split('/').at(-1) ?? '')
  await founder.getByRole('checkbox', { name: /^我看过协议全文/ }).check()
  await founder.getByLabel('再填一遍你的姓名').fill(WAITING.leader)
  await founder.getByRole('button', { name: '签协议' }).click()
  await expect(founder.getByText('你签好了，等管委会签')).toBeVisible()

  const leader = await signedIn(browser, 'leader')
  await step(leader, number, '代表管委会签')

  await founder.reload()
  await founder.getByLabel('开户行').fill('湘潭农商银行高新支行')
  await founder.getByLabel('账号').fill('6222 0219 0300 7654 321')
  await founder.getByRole('button', { name: '交给财务确认' }).click()
  await expect(founder.getByText('账户交了，等财务确认')).toBeVisible()

  const finance = await signedIn(browser, 'finance')
  await step(finance, number, '确认账户')
  await founder.reload()
  await founder.getByRole('button', { name: /^申请第 1 期/ }).click()
  await expect(founder.getByText(/^交了拨付申请单/)).toBeVisible()
  await step(finance, number, '核对通过', { 核对了哪些凭证: '协议、账户证明' })
  const checker = await signedIn(browser, 'checker')
  await step(checker, number, '批准拨付')
  const bank = await signedIn(browser, 'bank')
  await step(bank, number, '登记银行回单', { 银行回单号: `NS${Date.now()}` })

  await founder.reload()
  await expect(founder.getByText(/已到账 90,000/)).toBeVisible()
  await expectAccessible(founder)
  await finance.goto('/counter/fund')
  await expectAccessible(finance)
})
