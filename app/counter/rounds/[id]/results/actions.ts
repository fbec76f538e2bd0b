'use server'

import { confirmSchema, entrySchema, hideWordsSchema, summarySchema } from '@/lib/journeys/review/model/schema'
import {
  confirmCopy as confirmCopyCommand,
  hideWords as hideWordsCommand,
  makeCopies as makeCopiesCommand,
  makeCopy as makeCopyCommand,
  roundSchema,
  writeSummary as writeSummaryCommand,
} from '@/lib/journeys/review/server/commands/copy'
import { action } from '@/lib/platform/action'

export const makeCopies = action('review.make_copies', roundSchema, makeCopiesCommand)
export const makeCopy = action('review.make_copy', entrySchema, makeCopyCommand)
export const hideWords = action('review.hide_words', hideWordsSchema, hideWordsCommand)
export const writeSummary = action('review.write_summary', summarySchema, writeSummaryCommand)
export const confirmCopy = action('review.confirm_copy', confirmSchema, confirmCopyCommand)
