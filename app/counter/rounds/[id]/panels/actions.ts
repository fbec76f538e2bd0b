'use server'

import { drawSchema, formPanelSchema, panelSchema, roundSchema, sealSchema, softDecisionSchema } from '@/lib/foundation/panel/model/schema'
import { decideSoftRelation as decideCommand } from '@/lib/foundation/panel/server/commands/decide-soft'
import { drawPanel as drawCommand, freezePool as freezeCommand, sealPanelDraw as sealCommand } from '@/lib/foundation/panel/server/commands/draw'
import { dissolvePanel as dissolveCommand, enterApplications as enterCommand, formPanel as formCommand } from '@/lib/foundation/panel/server/commands/form'
import { action } from '@/lib/platform/action'

export const enterApplications = action('panel.enter', roundSchema, enterCommand)
export const formPanel = action('panel.form', formPanelSchema, formCommand)
export const dissolvePanel = action('panel.dissolve', panelSchema, dissolveCommand)
export const sealPanelDraw = action('panel.seal', sealSchema, sealCommand)
export const freezePool = action('panel.freeze', panelSchema, freezeCommand)
export const drawPanel = action('panel.draw', drawSchema, drawCommand)
export const decideSoftRelation = action('panel.decide_soft', softDecisionSchema, decideCommand)
