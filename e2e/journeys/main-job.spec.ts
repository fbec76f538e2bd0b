import { expect, test } from '@playwright/test'
import { checkEligibility, confirmTogether, fillForm, register, submit, uploadMaterials } from '../steps/founder'
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
  complaintsOf(founder.page).push = (...found) => complaints.push(...found)
  await fillForm(founder.page, n)
  await confirmTogether(browser, founder, { name: '陆小满', phone: matePhone })
  await uploadMaterials(founder.page)
  const caseNo = await submit(founder.page)

  const clerk = await signedIn(browser, 'clerk')
  await clerk.goto(`/counter?view=all&case=${caseNo}`)
  await expectAccessible(clerk)
  await clerk.keyboard.press('a')
  await clerk.getByRole('button', { name: '受理，发通知书' }).click()
  await expect(clerk.getByText(/受理了，潭高新受/)).toBeVisible()

  const reviewer = await signedIn(browser, 'clerk2')
  await reviewer.goto(`/counter?view=review&case=${caseNo}`)
  await reviewer.getByRole('button', { name: '初审' }).click()
  await reviewer.getByLabel('同意', { exact: true }).check()
  await reviewer.getByLabel(/理由/).fill('材料齐全，符合条件')
  await reviewer.getByRole('button', { name: /同意 2 个，交审定/ }).click()
  await expect(reviewer.getByText('初审签了')).toBeVisible()

  const leader = await signedIn(browser, 'leader')
  await leader.goto(`/counter?view=decide&case=${caseNo}`)
  await leader.getByRole('button', { name: '审定' }).click()
  await leader.getByLabel('同意', { exact: true }).check()
  await leader.getByLabel(/理由/).fill('项目扎实，同意给两个工位')
  await leader.getByRole('button', { name: /同意 2 个，告诉申请人/ }).click()
  await expect(leader.getByText('批准了，已经通知申请人')).toBeVisible()

  const officer = await signedIn(browser, 'space')
  await officer.goto('/counter/space')
  await expectAccessible(officer)
})
