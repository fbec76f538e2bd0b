import type { CronItem, TaskList } from 'graphile-worker'
import { resumeAfterNotice } from '@/lib/foundation/casework/server/chain/jobs'
import { writeLedgerHead } from '@/lib/foundation/fund/server/door'
import { ledgerCommitJob } from '@/lib/foundation/ledger-import/server/door'
import { sendMessage } from '@/lib/foundation/notification/server/send'
import { disclosePanelDraws, reevaluate } from '@/lib/foundation/panel/server/door'
import { compareApplication, compareMissed } from '@/lib/foundation/screening/server/door'
import { objectionDay } from '@/lib/journeys/notice/server/jobs'
import { reaggregate } from '@/lib/journeys/review/server/door'
import { expireHolds, releaseOfEndedCase } from '@/lib/journeys/space/server/jobs'
import { remindMilestones } from '@/lib/journeys/support/server/jobs'
import { db } from '@/lib/platform/db'
import { type CacheTag, touchTag } from '@/lib/platform/revalidate'

/** Every job the worker knows, by the name that `enqueue` uses. */
export const taskList: TaskList = {
  'send-message': (payload) => sendMessage((payload as { dedupeKey: string }).dedupeKey),
  'expire-holds': async () => {
    await expireHolds()
  },
  'case-withdrawn': async (payload) => {
    await releaseOfEndedCase((payload as { caseId: string }).caseId)
  },
  'remind-milestones': async () => {
    await remindMilestones()
  },
  'review.reaggregate': async (payload) => {
    await reaggregate((payload as { entryId: string }).entryId)
  },
  'panel.reevaluate': async () => {
    await reevaluate()
  },
  'panel.nightly': async () => {
    await reevaluate()
    await disclosePanelDraws()
  },
  'screening.compare': async (payload) => {
    await compareApplication((payload as { applicationId: string }).applicationId)
  },
  'screening.missed': async () => {
    await compareMissed()
  },
  'ledger-commit': (payload) => ledgerCommitJob((payload as { id: string }).id),
  'objection-day': async () => {
    await objectionDay()
  },
  'resume-after-notice': async () => {
    await resumeAfterNotice()
  },
  'ledger-head': async () => {
    await writeLedgerHead()
  },
  revalidate: async (payload) => touchTag((payload as { tag: CacheTag }).tag),
  'seal-audit': async () => {
    await db.$queryRaw`SELECT audit_seal_batch()`
  },
}

export const cronItems: CronItem[] = [
  // applications from before there was screening, or whose job was lost
  { task: 'screening.missed', match: '25 * * * *', identifier: 'screening.missed' },
  // 2:00 in Shanghai: facts that no command announces, e.g. people merged by the window
  { task: 'panel.nightly', match: '0 18 * * *', identifier: 'panel.nightly' },
  { task: 'remind-milestones', match: '*/15 * * * *', identifier: 'remind-milestones' },
  { task: 'seal-audit', match: '* * * * *', identifier: 'seal-audit' },
  // 23:50 in Shanghai: the head of the books, outside the database
  { task: 'ledger-head', match: '50 15 * * *', identifier: 'ledger-head' },
  // 8:30 in Shanghai
  { task: 'objection-day', match: '30 0 * * *', identifier: 'objection-day' },
  { task: 'expire-holds', match: '* * * * *', identifier: 'expire-holds' },
  // a notice ends with its day in Shanghai
  { task: 'resume-after-notice', match: '5 * * * *', identifier: 'resume-after-notice' },
]
