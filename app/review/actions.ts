'use server'

import { declareSchema, endSchema } from '@/lib/foundation/panel/model/schema'
import { abstain as abstainCommand, declareAssignment, recuse as recuseCommand } from '@/lib/foundation/panel/server/commands/answer'
import { declareRelationSchema } from '@/lib/foundation/relation/model/schema'
import { declareRelation as declareRelationCommand } from '@/lib/foundation/relation/server/commands/record'
import { lockSchema, markSchema, saveScoreSchema, unmarkSchema } from '@/lib/journeys/review/model/schema'
import { lockSheet, markPassage, saveScore as saveScoreCommand, unmark as unmarkCommand } from '@/lib/journeys/review/server/commands/sheet'
import { action } from '@/lib/platform/action'

export const declare = action('review.declare', declareSchema, declareAssignment)
export const saveScore = action('review.save_score', saveScoreSchema, saveScoreCommand)
export const mark = action('review.mark', markSchema, markPassage)
export const unmark = action('review.unmark', unmarkSchema, unmarkCommand)
export const lock = action('review.lock', lockSchema, lockSheet)
export const recuse = action('review.recuse', endSchema, recuseCommand)
export const abstain = action('review.abstain', endSchema, abstainCommand)
export const declareRelation = action('relation.declare', declareRelationSchema, declareRelationCommand)
