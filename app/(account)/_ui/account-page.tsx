import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { PublicFrame } from '@/app/_ui/public-frame'
import { homeOf } from '@/lib/foundation/identity/model/home'
import { safeNext } from '@/lib/foundation/identity/model/next'
import { currentActor } from '@/lib/platform/session'

export interface AccountPageProps {
  readonly searchParams: Promise<{ next?: string }>
}

/** The page to go on to after the account is open. Who is signed in already goes there now, or to their home. */
export async function nextPage({ searchParams }: AccountPageProps): Promise<string | undefined> {
  const next = safeNext((await searchParams).next, undefined)
  const actor = await currentActor()
  if (actor) redirect(next ?? homeOf(actor.roles))
  return next
}

/** The frame and head that the pages for signing in and registering share. */
export function AccountPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <PublicFrame current="/sign-in">
      <div className="page apply account">
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        {children}
      </div>
    </PublicFrame>
  )
}
