'use server'

import { redirect } from 'next/navigation'
import { registerSchema, sendCodeSchema } from '@/lib/foundation/identity/model/schema'
import { sendCode as sendCodeCommand } from '@/lib/foundation/identity/server/codes'
import { register as registerCommand } from '@/lib/foundation/identity/server/commands/register'
import { action, originAllowed } from '@/lib/platform/action'
import { endSession } from '@/lib/platform/session'

export const sendCode = action('identity.send_code', sendCodeSchema, sendCodeCommand, { anonymous: true })
export const register = action('identity.register', registerSchema, registerCommand, { anonymous: true })

/** Ends the session row first; the cookie goes only after that. */
export async function signOut(): Promise<void> {
  if (await originAllowed()) await endSession()
  redirect('/')
}
