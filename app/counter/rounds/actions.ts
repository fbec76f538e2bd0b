'use server'

import { changeRoundSchema, createRoundSchema, roundActSchema } from '@/lib/foundation/programme/model/round'
import { makeRubricSchema } from '@/lib/foundation/programme/model/rubric-form'
import { makeRubric } from '@/lib/foundation/programme/server/commands/make-rubric'
import { changeRound as changeCommand, createRound as createCommand } from '@/lib/foundation/programme/server/commands/round-draft'
import { closeRound, publishRound, withdrawRound } from '@/lib/foundation/programme/server/commands/round-publish'
import { action } from '@/lib/platform/action'

export const createRound = action('round.create', createRoundSchema, createCommand)
export const changeRound = action('round.change', changeRoundSchema, changeCommand)
export const publish = action('round.publish', roundActSchema, publishRound)
export const withdraw = action('round.withdraw', roundActSchema, withdrawRound)
export const close = action('round.close', roundActSchema, closeRound)
export const saveRubric = action('rubric.make', makeRubricSchema, makeRubric)
