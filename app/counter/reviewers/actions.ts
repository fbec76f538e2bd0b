'use server'

import { activateReviewerSchema, addReviewerSchema, changeReviewerSchema } from '@/lib/foundation/panel/model/schema'
import {
  activateReviewer as activateCommand,
  addReviewer as addCommand,
  changeReviewer as changeCommand,
} from '@/lib/foundation/panel/server/commands/reviewer'
import { endRelationSchema, recordRelationSchema, withdrawRelationSchema } from '@/lib/foundation/relation/model/schema'
import { endRelation as endCommand, withdrawRelation as withdrawCommand } from '@/lib/foundation/relation/server/commands/end'
import { recordRelation as recordCommand } from '@/lib/foundation/relation/server/commands/record'
import { action } from '@/lib/platform/action'

export const addReviewer = action('reviewer.add', addReviewerSchema, addCommand)
export const changeReviewer = action('reviewer.change', changeReviewerSchema, changeCommand)
export const activateReviewer = action('reviewer.activate', activateReviewerSchema, activateCommand)
export const recordRelation = action('relation.record', recordRelationSchema, recordCommand)
export const endRelation = action('relation.end', endRelationSchema, endCommand)
export const withdrawRelation = action('relation.withdraw', withdrawRelationSchema, withdrawCommand)
