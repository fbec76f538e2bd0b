import { redirect } from 'next/navigation'
import { orNotFound, signedIn } from '@/app/guard'
import { homeOf } from '@/lib/foundation/identity/model/home'
import { type Actor, hasRole } from '@/lib/kernel/actor'

/** Who is in their own rooms: nobody is sent to the door, staff without an application of their own to their desk. */
export async function requireFounder(path: string): Promise<Actor> {
  const actor = await signedIn(path)
  const home = homeOf(actor.roles)
  if (home !== '/my' && !hasRole(actor, 'applicant')) redirect(home)
  return actor
}

/** A page of a draft that was submitted meanwhile leads on to its confirmation. */
export async function openDraft<T>(id: string, view: Promise<T | null>): Promise<T> {
  const found = await orNotFound(view)
  if (found === null) redirect(`/my/applications/${id}/submitted`)
  return found
}
