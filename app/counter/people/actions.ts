'use server'

import {
  decideChangeSchema,
  findByIdentitySchema,
  proposeCorrectionSchema,
  proposeMergeSchema,
  unmaskSchema,
  verifySchema,
} from '@/lib/foundation/identity/model/schema'
import { carryOut as carryOutCommand, dropChange as dropCommand } from '@/lib/foundation/identity/server/commands/decide-change'
import { findByIdentity as findCommand } from '@/lib/foundation/identity/server/commands/find-by-identity'
import { proposeCorrection as correctionCommand, proposeMerge as mergeCommand } from '@/lib/foundation/identity/server/commands/propose-change'
import { unmask as unmaskCommand } from '@/lib/foundation/identity/server/commands/unmask'
import { verify as verifyCommand } from '@/lib/foundation/identity/server/commands/verify'
import { action } from '@/lib/platform/action'

export const findByIdentity = action('person.find_by_identity', findByIdentitySchema, findCommand)
export const unmask = action('person.unmask', unmaskSchema, unmaskCommand)
export const verify = action('person.verify', verifySchema, verifyCommand)
export const proposeMerge = action('person.propose_merge', proposeMergeSchema, mergeCommand)
export const proposeCorrection = action('person.propose_correction', proposeCorrectionSchema, correctionCommand)
export const carryOut = action('person.carry_out', decideChangeSchema, carryOutCommand)
export const dropChange = action('person.drop_change', decideChangeSchema, dropCommand)
