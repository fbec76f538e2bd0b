// Rows around an agreement for the violations of this room, each with what a probe changes in it. Rows that only have to be
// there are put in with the triggers asleep; the violation itself meets them awake, unless a CHECK alone is tried.
import type { Probe } from './database-privileges'
import { uid } from './database-world'

export const u = (n: number) => `'${uid(n)}'`
const asleep = 'SET LOCAL session_replication_role = replica;'
const awake = 'SET LOCAL session_replication_role = origin;'
export const named = (rule: string, tries: string, sql: string): Probe => ({
  rule,
  tries,
  sql: asleep + sql,
  refusal: new RegExp(`"${rule.split('.').pop()}"`),
})
export const guarded = (rule: string, tries: string, rows: string, sql: string, refusal: RegExp): Probe => ({
  rule,
  tries,
  sql: asleep + rows + awake + sql,
  refusal,
})

export type Values = Readonly<Record<string, string>>
export const insert = (table: string, values: Values) =>
  `INSERT INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')});`

export const agreement = (more: Values = {}) =>
  insert('support_agreement', {
    id: u(501),
    number: "'XY-P'",
    case_id: u(71),
    person_id: u(1),
    venture_id: u(21),
    fund_line_id: u(502),
    amount_fen: '10000',
    term_months: '24',
    state: "'drafted'",
    document_id: u(503),
    drafted_by: u(12),
    drafted_at: 'now()',
    ...more,
  })
export const signed = { signed_hash: "'f'", signed_version: '1', signed_by: u(11), signed_at: 'now()' }
export const force = { ...signed, state: "'in_force'", counter_signed_by: u(13), counter_signed_at: 'now()', term_from: 'current_date' }
export const payee = (more: Values = {}) =>
  insert('payee_account', {
    id: u(531),
    person_id: u(1),
    holder_name: "'周予安'",
    bank_name: "'探针银行支行'",
    account_cipher: "'\\x01'",
    account_last4: "'4567'",
    created_by: u(11),
    created_at: 'now()',
    ...more,
  })
export const confirmed = { confirmed_by: u(13), confirmed_at: "now() - interval '2 days'", usable_from: "now() - interval '2 days'" }
export const milestone = (more: Values = {}) =>
  insert('milestone', { id: u(521), agreement_id: u(501), no: '1', title: "'样机'", evidence: "'检测报告'", due_on: "'2027-03-31'", ...more })
export const instalment = (more: Values = {}) =>
  insert('instalment', { id: u(511), agreement_id: u(501), no: '1', percent: '60', amount_fen: '6000', condition: "'on_contract'", ...more })
export const requested = { state: "'requested'", request_no: "'BF-P'", requested_by: u(11), requested_at: 'now()', payee_id: u(531) }
export const checked = { ...requested, state: "'checked'", checked_by: u(12), checked_at: 'now()', check_note: "'条件达到'", check_evidence: "'合同'" }
const hash = `payment_hash(${u(511)}, 6000, ${u(531)})`
export const approved = { ...checked, state: "'approved'", approved_by: u(13), approved_at: 'now()', payee_hash: hash }
export const clawback = (more: Values = {}) =>
  insert('clawback', {
    id: u(541),
    number: "'ZH-P'",
    case_id: u(71),
    agreement_id: u(501),
    person_id: u(1),
    ground: "'misuse'",
    clause: "'第六条'",
    facts: "'发票查实用于购车，无关'",
    formula: "'全额'",
    paid_fen: '6000',
    claimed_fen: '6000',
    opened_by: u(12),
    opened_at: 'now()',
    ...more,
  })
export const noticed = { state: "'notice_sent'", notice_on: "'2026-09-01'", answer_due_on: "'2026-09-15'", document_id: u(503) }
export const decision = { decided_fen: '6000', decided_by: u(13), decided_at: 'now()', reason: "'按协议第六条全额退回'", rest: "'keep'", repay_months: '1' }
export const decided = { ...noticed, ...decision, state: "'decided'" }
export const set = (table: string, id: number, values: Values) =>
  `UPDATE ${table} SET ${Object.entries(values)
    .map(([key, value]) => `${key} = ${value}`)
    .join(', ')} WHERE id = ${u(id)};`
