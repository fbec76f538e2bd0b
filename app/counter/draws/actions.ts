'use server'

import { drawNumberSchema, freezeDrawSchema, planDrawSchema, proposeRerunSchema, runDrawSchema } from '@/lib/foundation/draw/model/schema'
import { approveRerun as approveCommand, proposeRerun as proposeCommand } from '@/lib/foundation/draw/server/commands/rerun'
import {
  freezePublicDraw as freezeCommand,
  planPublicDraw as planCommand,
  publishPublicDraw as publishCommand,
  runPublicDraw as runCommand,
} from '@/lib/foundation/draw/server/commands/run'
import { action } from '@/lib/platform/action'

export const planDraw = action('draw.plan', planDrawSchema, planCommand)
export const freezeDraw = action('draw.freeze', freezeDrawSchema, freezeCommand)
export const runDraw = action('draw.run', runDrawSchema, runCommand)
export const publishDraw = action('draw.publish', drawNumberSchema, publishCommand)
export const proposeRerun = action('draw.propose_rerun', proposeRerunSchema, proposeCommand)
export const approveRerun = action('draw.approve_rerun', drawNumberSchema, approveCommand)
