import { notFound, redirect } from 'next/navigation'
import { type Actor, hasRole, type RoleCode } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { currentActor } from '@/lib/platform/session'

/** Staff with one of these roles; nobody signed in is sent to the door and back, everybody else finds no such page. */
export async function requireRole(path: string, ...roles: RoleCode[]): Promise<Actor> {
  const actor = await currentActor()
  if (!actor) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  if (!hasRole(actor, ...roles)) notFound()
  return actor
}

/** What is missing or not for this person becomes the page 没有找到. */
export async function orNotFound<T>(view: Promise<T>): Promise<T> {
  try {
    return await view
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'not_found' || error.kind === 'denied')) notFound()
    throw error
  }
}
