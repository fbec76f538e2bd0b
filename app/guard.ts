import { notFound, redirect } from 'next/navigation'
import { type Actor, hasRole, type RoleCode } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { currentActor } from '@/lib/platform/session'

/** Whoever is signed in; everybody else is sent to the door and comes back to `path`. What they may see is decided by the query. */
export async function signedIn(path: string): Promise<Actor> {
  return (await currentActor()) ?? redirect(`/sign-in?next=${encodeURIComponent(path)}`)
}

/** Staff with one of these roles; everybody else who is signed in finds no such page. */
export async function requireRole(path: string, ...roles: RoleCode[]): Promise<Actor> {
  const actor = await signedIn(path)
  if (!hasRole(actor, ...roles)) notFound()
  return actor
}

/** A query for a page: what is missing or not for this person becomes the page 没有找到. */
export async function orNotFound<T>(view: Promise<T>): Promise<T> {
  try {
    return await view
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'not_found' || error.kind === 'denied')) notFound()
    throw error
  }
}

/** A part of an address as it was written; an impossible one is a missing page. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    notFound()
  }
}
