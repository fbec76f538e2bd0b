import type { DraftData, SectionKey } from './form'
import { supportKeys } from './form-version'
import { topics } from './questions'

const prefillable = ['identity', 'company', ...supportKeys] as const satisfies readonly SectionKey[]
export const prefillKeys = prefillable

type Query = Readonly<Record<string, string | string[] | undefined>>

const one = (query: Query, key: string): string => {
  const value = query[key]
  return typeof value === 'string' ? value : ''
}

const put = (target: Record<string, string>, field: string, value: string, allowed: (value: string) => boolean) => {
  if (value && allowed(value)) target[field] = value
}

const yesOrNo = (value: string) => value === 'yes' || value === 'no'

/**
 * The answers of the eligibility check, as they stand in the address, as the beginning of a form. Anything else in the
 * address is left out: an address can be written by anybody.
 */
export function prefillFromCheck(query: Query): DraftData {
  const identity: Record<string, string> = {}
  put(identity, 'status', one(query, 'status'), (v) => v === 'enrolled' || v === 'graduated')
  put(identity, 'graduatedOn', one(query, 'graduatedOn').slice(0, 7), (v) => /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(v))
  put(identity, 'localHome', one(query, 'localHome'), yesOrNo)
  const company: Record<string, string> = {}
  put(company, 'registered', one(query, 'companyRegistered'), yesOrNo)
  put(company, 'worksInZone', one(query, 'worksInZone'), yesOrNo)
  const wants = one(query, 'wants').split(',')
  const data: DraftData = {}
  if (Object.keys(identity).length > 0) data.identity = identity
  if (Object.keys(company).length > 0) data.company = company
  for (const key of supportKeys) if (wants.includes(key)) data[key] = { want: 'yes' }
  return data
}

/**
 * Adds answers where a topic is still empty; what was typed before stays, and only what this form asks is taken. Answers which
 * topics were filled, and with which fields.
 */
export function mergePrefill(before: DraftData, prefill: DraftData, sections: readonly SectionKey[]): { data: DraftData; filled: Record<string, string> } {
  const data: DraftData = { ...before }
  const filled: Record<string, string> = {}
  for (const key of prefillable) {
    const values = prefill[key]
    if (!values || before[key] || !sections.includes(key)) continue
    data[key] = values
    filled[key] = Object.keys(values).join(',')
  }
  return { data, filled }
}

/**
 * 沿用上次填写: the answers of an earlier form as the beginning of a new one, as far as the new one asks them. Field names that the
 * form no longer has are left behind; whether an answer still fits today's limits is checked like everything that is typed.
 */
export function takeOver(earlier: DraftData, sections: readonly SectionKey[]): { data: DraftData; taken: Record<string, string> } {
  const data: DraftData = {}
  const taken: Record<string, string> = {}
  for (const key of sections) {
    const known = new Set(topics[key].questions.map((question) => question.name))
    const values = Object.fromEntries(Object.entries(earlier[key] ?? {}).filter(([name, value]) => known.has(name) && value !== ''))
    if (Object.keys(values).length === 0) continue
    data[key] = values
    taken[key] = Object.keys(values).join(',')
  }
  return { data, taken }
}
