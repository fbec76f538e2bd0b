import 'server-only'
import { parseCaseNo } from '@/lib/kernel/case-number'
import { consume, giveBack } from '@/lib/platform/rate-limit'
import { type PublicCase, trackCase } from './queries'

/**
 * A case by number and phone tail. Unknown number, wrong check character and wrong tail answer null alike; twenty misses
 * per number in a quarter of an hour end it (`rate.limited`), so that nobody tries the ten thousand tails.
 */
export async function trackByTail(typedNo: string, phoneTail: string): Promise<PublicCase | null> {
  const parsed = parseCaseNo(typedNo)
  const caseNo = parsed.ok ? parsed.value : typedNo.normalize('NFKC').toUpperCase().slice(0, 40)
  await consume('track', caseNo, 20, 900)
  const found = parsed.ok && /^\d{4}$/.test(phoneTail) ? await trackCase(caseNo, phoneTail) : null
  if (found) await giveBack('track', caseNo)
  return found
}
