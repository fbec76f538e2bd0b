import { notFound, redirect } from 'next/navigation'
import { homeOf } from '@/lib/foundation/identity/model/home'
import { type Actor, hasRole } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { currentActor } from '@/lib/platform/session'

/** Who is in their own rooms: nobody is sent to the door, staff without an application of their own to their desk. */
export async function requireFounder(path: string): Promise<Actor> {
  const actor = await currentActor()
  if (!actor) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  const home = homeOf(actor.roles)
  if (home !== '/my' && !hasRole(actor, 'applicant')) redirect(home)
  return actor
}

/** A query for a page: what is missing or somebody else's becomes the page 没有找到. */
export async function orNotFound<T>(view: Promise<T>): Promise<T> {
  try {
    return await view
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'not_found' || error.kind === 'denied')) notFound()
    throw error
  }
}

/** A page of a draft that was submitted meanwhile leads on to its confirmation. */
export async function openDraft<T>(id: string, view: Promise<T | null>): Promise<T> {
  const found = await orNotFound(view)
  if (found === null) redirect(`/my/applications/${id}/submitted`)
  return found
}
