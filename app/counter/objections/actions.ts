'use server'

import {
  admitSchema,
  confirmSchema,
  contactSchema,
  decideReconsiderationSchema,
  decideSchema,
  dismissSchema,
  enterObjectionSchema,
  extendSchema,
  investigateSchema,
  tellSchema,
} from '@/lib/journeys/notice/model/schema'
import { confirmDismissal, decideObjection } from '@/lib/journeys/notice/server/commands/decide'
import { admitObjection, dismissObjection, extendObjection, investigateObjection, seeContact, tellDecision } from '@/lib/journeys/notice/server/commands/handle'
import { enterObjection } from '@/lib/journeys/notice/server/commands/object'
import { decideReconsideration } from '@/lib/journeys/notice/server/commands/reconsider'
import { action } from '@/lib/platform/action'

export const enter = action('objection.enter', enterObjectionSchema, enterObjection)
export const admit = action('objection.admit', admitSchema, admitObjection)
export const dismiss = action('objection.dismiss', dismissSchema, dismissObjection)
export const investigate = action('objection.investigate', investigateSchema, investigateObjection)
export const extend = action('objection.extend', extendSchema, extendObjection)
export const tell = action('objection.tell', tellSchema, tellDecision)
export const see = action('objection.contact', contactSchema, seeContact)
export const decide = action('objection.decide', decideSchema, decideObjection)
export const confirm = action('objection.confirm', confirmSchema, confirmDismissal)
export const reconsider = action('reconsideration.decide', decideReconsiderationSchema, decideReconsideration)
