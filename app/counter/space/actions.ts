'use server'

import { allocateSchema, caseSchema, changeUnitsSchema, releaseSchema, vacateSchema } from '@/lib/journeys/space/model/schema'
import { allocate as allocateCommand } from '@/lib/journeys/space/server/commands/allocate'
import { changeUnits as changeUnitsCommand } from '@/lib/journeys/space/server/commands/change-units'
import { checkIn as checkInCommand, release as releaseCommand, vacate as vacateCommand } from '@/lib/journeys/space/server/commands/occupy'
import { offer as offerCommand } from '@/lib/journeys/space/server/commands/offer'
import { action } from '@/lib/platform/action'

export const allocate = action('space.allocate', allocateSchema, allocateCommand)
export const offer = action('space.offer', caseSchema, offerCommand)
export const checkIn = action('space.check_in', caseSchema, checkInCommand)
export const release = action('space.release', releaseSchema, releaseCommand)
export const vacate = action('space.vacate', vacateSchema, vacateCommand)
export const changeUnits = action('space.change_units', changeUnitsSchema, changeUnitsCommand)
