import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { type Actor, hasRole, type RoleCode } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { currentActor } from '@/lib/platform/session'

const isMissing = (error: unknown) => error instanceof AppError && (error.kind === 'not_found' || error.kind === 'denied')

/** What the tab says where there is no such page, or none for this person. */
export const missingTitle = '没有找到这一页'

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

/** The title of a page about one thing, unless it is missing or not for this person. Give the query of the page itself, cached. */
export async function titleIf(title: string, view: Promise<unknown>): Promise<Metadata> {
  try {
    await view
    return { title }
  } catch (error) {
    if (isMissing(error)) return { title: missingTitle }
    throw error
  }
}

/** The title of a room that these roles may enter; for everybody else it is the title of the page they get, 没有找到这一页. */
export const titleFor =
  (title: string, ...roles: RoleCode[]) =>
  async (): Promise<Metadata> => ({ title: hasRole(await currentActor(), ...roles) ? title : missingTitle })

/** A query for a page: what is missing or not for this person becomes the page 没有找到. */
export async function orNotFound<T>(view: Promise<T>): Promise<T> {
  try {
    return await view
  } catch (error) {
    if (isMissing(error)) notFound()
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
