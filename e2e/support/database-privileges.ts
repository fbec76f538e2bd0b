export interface Probe {
  /** `table.constraint`, `table.trigger`, `index` or `role:PRIVILEGE table`; several probes may try one rule. */
  readonly rule: string
  readonly tries: string
  readonly sql: string
  /** The refusal must come from this rule, not from another one that happens to stand in the way. */
  readonly refusal: RegExp
}

/** Statement of each privilege that the application's role must not have (prisma/grants.sql). */
const forbidden: Readonly<Record<string, readonly ('INSERT' | 'UPDATE' | 'DELETE')[]>> = {
  audit_seal: ['INSERT', 'UPDATE', 'DELETE'],
  chain_head: ['INSERT', 'UPDATE', 'DELETE'],
  machine_transition: ['INSERT', 'UPDATE', 'DELETE'],
  _prisma_migrations: ['INSERT', 'UPDATE', 'DELETE'],
  audit_event: ['UPDATE', 'DELETE'],
  case_signature: ['UPDATE', 'DELETE'],
  case_event: ['UPDATE', 'DELETE'],
  document: ['UPDATE', 'DELETE'],
  document_lookup: ['UPDATE', 'DELETE'],
  draw: ['DELETE'],
  draw_entry: ['DELETE'],
  panel_meeting: ['DELETE'],
  meeting_member: ['DELETE'],
  meeting_item: ['DELETE'],
  meeting_vote: ['UPDATE', 'DELETE'],
  meeting_absence: ['UPDATE', 'DELETE'],
  person: ['DELETE'],
  app_user: ['DELETE'],
  case_file: ['DELETE'],
  application: ['DELETE'],
  allocation: ['DELETE'],
  unit: ['DELETE'],
  venture: ['DELETE'],
  role_grant: ['DELETE'],
  idempotency_key: ['DELETE'],
  number_series: ['DELETE'],
  person_relation: ['DELETE'],
  reviewer: ['DELETE'],
  review_entry: ['DELETE'],
  review_assignment: ['DELETE'],
  panel_pool_row: ['UPDATE', 'DELETE'],
  review_result: ['UPDATE', 'DELETE'],
  review_score: ['DELETE'],
  blind_copy: ['DELETE'],
  soft_relation_decision: ['UPDATE', 'DELETE'],
  clawback_receipt: ['UPDATE', 'DELETE'],
  support_agreement: ['DELETE'],
  payee_account: ['DELETE'],
  instalment: ['DELETE'],
  milestone: ['DELETE'],
  clawback: ['DELETE'],
  public_notice: ['DELETE'],
  notice_line: ['DELETE'],
  objection: ['DELETE'],
  review_feedback: ['DELETE'],
  round: ['DELETE'],
  duplicate_flag: ['DELETE'],
  rubric: ['UPDATE', 'DELETE'],
  form_version: ['INSERT', 'UPDATE', 'DELETE'],
  chain_step: ['INSERT', 'UPDATE', 'DELETE'],
}
const column: Readonly<Record<string, string>> = {
  chain_head: 'chain',
  machine_transition: 'machine',
  _prisma_migrations: 'id',
  form_version: 'version',
  chain_step: 'chain',
  audit_seal: 'n',
  meeting_vote: 'item_id',
  meeting_absence: 'item_id',
  panel_pool_row: 'reviewer_no',
  review_result: 'seq',
  soft_relation_decision: 'reason',
}
const statement: Readonly<Record<'INSERT' | 'UPDATE' | 'DELETE', (table: string) => string>> = {
  INSERT: (table) => `INSERT INTO ${table} SELECT * FROM ${table} WHERE false;`,
  UPDATE: (table) => `UPDATE ${table} SET ${column[table] ?? 'id'} = ${column[table] ?? 'id'} WHERE false;`,
  DELETE: (table) => `DELETE FROM ${table} WHERE false;`,
}

export const privileges: readonly Probe[] = Object.entries(forbidden).flatMap(([table, verbs]) =>
  verbs.map((verb) => ({
    rule: `role:${verb} ${table}`,
    tries: 'as the application',
    sql: `SET LOCAL ROLE climber_app; ${statement[verb](table)}`,
    refusal: new RegExp(`permission denied for table ${table}`),
  })),
)
