import 'server-only'
import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import type { z } from 'zod'
import type { Actor } from '@/lib/kernel/actor'
import { AppError, type Wire } from '@/lib/kernel/app-error'
import { recordAudit } from './audit'
import { type Command, makeCtx } from './command'
import { db } from './db'
import { env } from './env'
import { framesOf, logger } from './logger'
import { currentActor } from './session'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const loopback: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

/** The configured address; where it is this machine itself, by each of the machine's own names. */
function ownOrigins(): string[] {
  const { protocol, hostname, port, origin } = new URL(env().NEXTAUTH_URL)
  return loopback.includes(hostname) ? loopback.map((name) => `${protocol}//${name}${port ? `:${port}` : ''}`) : [origin]
}

/** Only the configured address counts; Host and X-Forwarded-* can be written by anybody. A missing Origin is refused. */
export async function originAllowed(): Promise<boolean> {
  const origin = (await headers()).get('origin')
  return origin !== null && ownOrigins().includes(origin)
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const at = issue.code === 'unrecognized_keys' ? issue.keys.join(',') : issue.path.join('.')
    fields[at] ??= issue.code === 'unrecognized_keys' ? 'field.not_allowed' : issue.message
  }
  return fields
}

/** Any failure as the browser may see it: known errors by code, everything else as a short reference number. */
export async function toWire(error: unknown, name: string, actor: Actor | null, requestId: string): Promise<Extract<Wire<never>, { ok: false }>> {
  const known = error instanceof AppError ? error : databaseRefusal(error)
  if (known) {
    if (known.kind === 'denied' || known.kind === 'not_found' || known.kind === 'rule')
      await recordAudit(db, { actor, requestId }, { type: name, subject: { kind: 'action', id: name }, outcome: 'denied', reason: known.code })
    const { kind, code, params, fields } = known
    return { ok: false, kind, code, params, ...(fields ? { fields } : {}) }
  }
  const ref = requestId.slice(0, 8)
  logger.error({ ref, action: name, error: error instanceof Error ? error.name : 'unknown', stack: framesOf(error) }, 'action failed')
  return { ok: false, kind: 'unavailable', code: 'system.failed', params: {}, ref }
}

/** What the database refused by itself arrives as a rule, never as a page of SQL. */
function databaseRefusal(error: unknown): AppError | null {
  const text = error instanceof Error ? `${(error as { code?: string }).code ?? ''} ${error.message}` : ''
  if (/own case/.test(text)) return AppError.denied('policy.own_case')
  const near = /related case: (\w+)/.exec(text)?.[1]
  if (near) return new AppError('denied', 'policy.related_case', { why: near })
  if (/two steps of one decision/.test(text)) return AppError.denied('policy.signed_already')
  if (/the notice is not over/.test(text)) return AppError.rule('case.notice_running')
  if (/who accepted a case does not review/.test(text)) return AppError.denied('policy.accepted_by_you')
  if (/P2002|23505|unique constraint/i.test(text)) return AppError.conflict('already_done')
  if (/23P01|exclusion constraint/i.test(text)) return AppError.conflict('space.taken')
  if (/stale version/.test(text)) return AppError.conflict('case.state_changed')
  if (/23514|check constraint|illegal transition/i.test(text)) return AppError.rule('database.refused')
  return null
}

export interface ActionInput<T> {
  readonly key: string
  readonly input: T
}

/**
 * The one door of every change from a page: same origin → session → strict parse → command → wire result.
 * `anonymous`: for registration and sign-in, where nobody is signed in yet.
 */
export function action<S extends z.ZodType, R>(name: string, schema: S, command: Command<z.output<S>, R>, options: { anonymous?: boolean } = {}) {
  return async (sent: ActionInput<z.input<S>>): Promise<Wire<R>> => {
    const requestId = randomUUID()
    let actor: Actor | null = null
    try {
      if (!(await originAllowed())) throw new AppError('denied', 'origin.refused')
      actor = await currentActor()
      if (!actor && !options.anonymous) throw new AppError('unauthenticated', 'session.missing')
      // the types are a promise of our own forms; anybody may call with nothing at all
      const parsed = schema.safeParse(sent?.input)
      if (!parsed.success) throw AppError.invalid(fieldsOf(parsed.error))
      const ctx = makeCtx(actor, { key: uuid.test(sent.key) ? sent.key : randomUUID(), requestId })
      return { ok: true, value: await command(ctx, parsed.data) }
    } catch (error) {
      return toWire(error, name, actor, requestId)
    }
  }
}
