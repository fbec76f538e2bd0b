import { notFound, redirect } from 'next/navigation'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { currentActor } from '@/lib/platform/session'

/** Who opens the space room; nobody is sent to the door. What they may see is decided by the query. */
export async function signedIn(path: string): Promise<Actor> {
  return (await currentActor()) ?? redirect(`/sign-in?next=${encodeURIComponent(path)}`)
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
