import { type Browser, expect, type Page } from '@playwright/test'
import { expectAccessible } from '../support/browser'
import { idNumberOf } from '../support/identity'

const password = '青石板上的马蹄声 2026'

export interface Founder {
  readonly name: string
  readonly phone: string
  readonly page: Page
}

/** The smallest file that is what its name says. */
const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
})

/** The six digits that the demo's telephone shows for this number. */
export async function codeSentTo(page: Page, phone: string): Promise<string> {
  let code = ''
  await expect(async () => {
    await page.goto(`/sms?phone=${phone}`)
    code = /验证码 (\d{6})/.exec((await page.getByTestId('sms').first().textContent()) ?? '')?.[1] ?? ''
    expect(code).not.toBe('')
  }).toPass({ timeout: 15_000 })
  return code
}

/** Answers the 60-second check without signing in; answers the address that carries the answers on. */
export async function checkEligibility(page: Page): Promise<string> {
  await page.goto('/')
  await page.getByRole('link', { name: /毕业/ }).first().click()
  if (
    await page
      .getByLabel('毕业年月')
      .isVisible()
      .catch(() => false)
  ) {
    await page.getByLabel('毕业年月').fill('2025-06')
    await page.getByRole('button', { name: '记下毕业年月' }).click()
  }
  await page.getByRole('link', { name: '没有，或在别处' }).click()
  await page.getByRole('link', { name: '在，或者会搬来' }).click()
  await page.getByRole('link', { name: '没有', exact: true }).click()
  await page.getByLabel('免费工位').check()
  await page.getByRole('button', { name: '看我能拿到什么' }).click()
  const onward = page.getByRole('link', { name: /带着答案/ })
  await expect(onward).toBeVisible()
  await expectAccessible(page)
  return (await onward.getAttribute('href')) ?? ''
}

/** Registers with a code from the demo's telephone and goes on to `next`. */
export async function register(browser: Browser, name: string, phone: string, next: string): Promise<Founder> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`/register?next=${encodeURIComponent(next)}`)
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '发验证码' }).click()
  await expect(page.getByText(/发出了|已发/)).toBeVisible()
  const telephone = await context.newPage()
  await page.getByLabel('验证码').fill(await codeSentTo(telephone, phone))
  await telephone.close()
  await page.getByLabel('设一个密码').fill(password)
  await page.getByRole('checkbox').check()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^注册/ }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/register'))
  return { name, phone, page }
}

const goOn = async (page: Page) => {
  const before = page.url()
  await page.getByRole('button', { name: '保存，下一项' }).click()
  await page.waitForURL((url) => url.href !== before)
}

/** Fills the form from the first topic to the last check, as somebody who wants two desks and nothing else. */
export async function fillForm(page: Page, n: number): Promise<void> {
  await page.getByRole('button', { name: /开始填|接着填/ }).click()
  await page.waitForURL(/\/my\/applications\/[0-9a-f-]{36}$/)
  await page.waitForLoadState()
  await expectAccessible(page)
  const list = new URL(page.url()).pathname
  const open = (topic: string) => page.goto(`${list}/${topic}`)

  await open('identity')
  await expect(page.getByText('自测时填过，已带过来').first()).toBeVisible()
  await expect(page.getByLabel('已经毕业')).toBeChecked()
  await page.getByLabel('身份证号').fill(idNumberOf(n))
  await page.getByLabel('学历').selectOption('本科')
  await page.getByLabel('学校').fill('湘州理工大学')
  await page.getByLabel('专业').fill('测控技术与仪器')
  await goOn(page)

  await open('project')
  await page.getByLabel('项目名称').fill(`轴承声纹监测仪 ${n}`)
  await page.getByLabel('一句话说明').fill('贴在设备外壳上的声音传感器，提前三天听出轴承快坏了')
  await page.getByLabel('机电装备').check()
  await page
    .getByLabel('项目介绍')
    .fill(
      '中小泵厂和轴承厂停机检查要靠老师傅听声音，听错一次就是一天产能。我们做贴在外壳上的声音传感器，不停机、不布线，手机提前三天收到提醒，已经在两家厂试用了四个月。',
    )
  await page.getByLabel('全职人数').fill('两个')
  await page.getByRole('button', { name: '保存，下一项' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '要填数字，比如 2' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('全职人数').fill('2')
  await goOn(page)

  await open('property')
  await page.getByLabel('暂无').check()
  await goOn(page)
  await open('company')
  await page.getByLabel('还没有', { exact: true }).check()
  await page.getByLabel('是', { exact: true }).check()
  await goOn(page)
  await open('desk')
  await page.getByLabel('要', { exact: true }).check()
  await page.getByLabel('要几个').fill('2')
  await goOn(page)
  for (const topic of ['flat', 'loan', 'coaching']) {
    await open(topic)
    await page.getByLabel('不要', { exact: true }).check()
    await goOn(page)
  }
}

const listOf = (page: Page) => /^\/my\/applications\/[0-9a-f-]{36}/.exec(new URL(page.url()).pathname)?.[0] ?? ''

/** Asks a founder into the team and follows the link of their message in a browser that is not signed in. */
export async function confirmTogether(browser: Browser, founder: Founder, mate: { name: string; phone: string }): Promise<void> {
  const { page } = founder
  await page.goto(`${listOf(page)}/team`)
  await page.getByLabel('姓名').fill(mate.name)
  await page.getByLabel('手机号').fill(mate.phone)
  await page.getByLabel('是，要对方点短信确认').check()
  await page.getByRole('button', { name: '加进团队' }).click()
  await expect(page.getByText('等确认').first()).toBeVisible()
  const other = await (await browser.newContext()).newPage()
  let link = ''
  await expect(async () => {
    await other.goto(`/sms?phone=${mate.phone}`)
    link = /https?:\/\/\S+(\/confirm\/[\w-]+)/.exec((await other.getByTestId('sms').first().textContent()) ?? '')?.[1] ?? ''
    expect(link).not.toBe('')
  }).toPass({ timeout: 15_000 })
  await other.goto(link)
  await expectAccessible(other)
  await other.getByRole('button', { name: '确认，一起申请' }).click()
  await expect(other.getByText('确认好了')).toBeVisible()
  await other.context().close()
}

/** Uploads every material that must be there. */
export async function uploadMaterials(page: Page): Promise<void> {
  await page.goto(`${listOf(page)}/files`)
  for (const name of ['负责人身份证', '学籍或学历证明', '项目计划书']) {
    await page
      .getByRole('region', { name: new RegExp(name) })
      .locator('input[type=file]')
      .setInputFiles(pdf(`${name}.pdf`))
    await expect(page.getByRole('link', { name: `${name}.pdf` })).toBeVisible()
  }
  await expectAccessible(page)
}

/** Reads everything once more, declares, submits; answers the case number of the desks. */
export async function submit(page: Page): Promise<string> {
  await page.goto(`${listOf(page)}/check`)
  await expectAccessible(page)
  await page.getByLabel(/内容属实/).check()
  await page.getByLabel(/同意核验/).check()
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.waitForURL(/\/submitted$/)
  await expectAccessible(page)
  const number = /GW-\d{4}-\d{4,}-[0-9A-Z]/.exec((await page.locator('main').textContent()) ?? '')?.[0]
  expect(number).toBeTruthy()
  return number ?? ''
}

/** Confirms the kept desks within the deadline, from the next action on 我的攀登. */
export async function confirmOffer(page: Page, caseNo: string): Promise<void> {
  await page.goto('/my')
  await expectAccessible(page)
  await page.goto(`/my/cases/${caseNo}`)
  await expect(page.getByRole('link', { name: /配租通知书|潭高新配/ }).first()).toBeVisible()
  await page.getByRole('button', { name: /^确认，我要/ }).click()
  await expect(page.getByText('你确认了位置').first()).toBeVisible()
}
