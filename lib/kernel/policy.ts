import type { Actor } from './actor'

export type Decision = { readonly allow: true } | { readonly allow: false; readonly reason: string }

export const allow: Decision = { allow: true }
export const deny = (reason: string): Decision => ({ allow: false, reason })

/** The reason that must look like a missing thing: whoever may not know of it is told 没有找到. */
export const NOT_YOURS = 'policy.not_yours'

/** One rule per action; `subject` is the thing itself, never the page it is shown on. */
export type Policy<S> = Readonly<Record<string, (actor: Actor | null, subject: S) => Decision>>

/** Deny by default: an action without a rule is refused with `policy.no_rule`. */
export function can<S>(policy: Policy<S>, action: string, actor: Actor | null, subject: S): Decision {
  const rule = Object.hasOwn(policy, action) ? policy[action] : undefined
  return rule ? rule(actor, subject) : deny('policy.no_rule')
}
