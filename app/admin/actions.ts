'use server'

import { auditExportSchema, retryJobSchema } from '@/lib/foundation/oversight/model/schema'
import { exportAudit as exportCommand } from '@/lib/foundation/oversight/server/commands/export-audit'
import { retryJob as retryCommand } from '@/lib/foundation/oversight/server/commands/retry-job'
import { calendarNoticeSchema } from '@/lib/foundation/programme/model/calendar-notice'
import { enterCalendarYear as enterCommand } from '@/lib/foundation/programme/server/commands/enter-calendar-year'
import { action } from '@/lib/platform/action'

export const enterCalendarYear = action('calendar.enter', calendarNoticeSchema, enterCommand)
export const exportAudit = action('audit.export', auditExportSchema, exportCommand)
export const retryJob = action('jobs.retry', retryJobSchema, retryCommand)
