import { expect, test } from '@playwright/test'
import { checkEligibility, confirmOffer, confirmTogether, fillForm, register, submit, uploadMaterials } from '../steps/founder'
import { giveDesks, handOver } from '../steps/space'
import { accept, decide, reviewFirst } from '../steps/window'
import { complaintsOf, expectAccessible, signedIn } from '../support/browser'

/** Another founder in each run, so that the story can be told again on the same database. */
const n = Math.floor(Date.now() / 1000) % 10_000_000
const phone = `138${String(n).padStart(8, '0')}`
const matePhone = `139${String(n).padStart(8, '0')}`

test('a student applies, the window accepts, the zone decides, a desk is given on the plan, the founder confirms and moves in', async ({ browser }) => {
  test.setTimeout(240_000)
  const visitor = await (await browser.newContext()).newPage()
  const complaints = complaintsOf(visitor)
  const onward = await checkEligibility(visitor)
  const founder = await register(browser, '江亦安', phone, onward)
  complaintsOf(founder.page, complaints)
  await fillForm(founder.page, n)
  await confirmTogether(browser, founder, { name: '陆小满', phone: matePhone })
  await uploadMaterials(founder.page)
  const caseNo = await submit(founder.page)

  await accept(await signedIn(browser, 'clerk'), caseNo)
  await reviewFirst(await signedIn(browser, 'clerk2'), caseNo)
  await decide(await signedIn(browser, 'leader'), caseNo)

  const officer = await signedIn(browser, 'space')
  const desks = await giveDesks(officer, caseNo)
  expect(desks).toHaveLength(2)
  await confirmOffer(founder.page, caseNo)
  await handOver(officer, caseNo)

  await founder.page.goto(`/my/cases/${caseNo}`)
  await expect(founder.page.getByText('交接完成，入驻了')).toBeVisible()
  for (const happened of ['你交了申请', '受理了，通知书', '初审完成', '批准了', '发了配租通知书', '你确认了位置'])
    await expect(founder.page.getByText(happened).first()).toBeVisible()
  await expectAccessible(founder.page)
  await founder.page.goto('/my')
  await expectAccessible(founder.page)
  expect(complaints).toEqual([])
})
