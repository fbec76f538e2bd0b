// The kinds of relation (利益关系), hard and soft, in words. Source: domain paper 5.6; the SQL twin is the migration
// relation_graph (hard_relations_on).

/** Hard: cannot judge and cannot open. In order of gravity: the first one found is the one that is told. */
export const hardKinds = [
  'member',
  'own_application',
  'spouse',
  'household',
  'relative',
  'company',
  'employer',
  'mentor',
  'contract',
  'loan',
  'equity',
  'introduced',
  'phone',
  'address',
] as const
export type HardKind = (typeof hardKinds)[number]

/** Soft: disclosed, decided by the chair and minuted. */
export const softKinds = ['school', 'paper', 'patent', 'chamber'] as const
export type SoftKind = (typeof softKinds)[number]

export type RelationKind = HardKind | SoftKind
export type Strength = 'hard' | 'soft'

/** Kinds that make somebody a company person. */
const companyKinds = ['director', 'supervisor', 'executive', 'shareholder', 'legal_person'] as const
export type CompanyKind = (typeof companyKinds)[number]
export const isCompanyKind = (kind: string): kind is CompanyKind => (companyKinds as readonly string[]).includes(kind)

/** What a row of `person_relation` can say; the rest of the graph is derived from rows that exist anyway. */
export const recordedKinds = [
  'employer',
  ...companyKinds,
  'mentor',
  'contract',
  'loan',
  'equity',
  'spouse',
  'household',
  'relative',
  'introduced',
  'address',
  'school',
  'paper',
  'patent',
  'chamber',
] as const
export type RecordedKind = (typeof recordedKinds)[number]
export const isRecordedKind = (kind: string): kind is RecordedKind => (recordedKinds as readonly string[]).includes(kind)

/** What the other end of a recorded relation is. The database asks the same (migration relation_rows). */
export type Target = 'person' | 'organisation' | 'venture_or_organisation' | 'person_or_venture' | 'any'
export const targetOf: Record<RecordedKind, Target> = {
  employer: 'venture_or_organisation',
  director: 'venture_or_organisation',
  supervisor: 'venture_or_organisation',
  executive: 'venture_or_organisation',
  shareholder: 'venture_or_organisation',
  legal_person: 'venture_or_organisation',
  mentor: 'person_or_venture',
  contract: 'any',
  loan: 'any',
  equity: 'any',
  spouse: 'person',
  household: 'person',
  relative: 'person',
  introduced: 'person_or_venture',
  address: 'organisation',
  school: 'organisation',
  paper: 'person',
  patent: 'person',
  chamber: 'organisation',
}

/** What an expert declares by the name of an organisation; a relation to a person is told to the window or by a recusal. */
export const declarableKinds = recordedKinds.filter((kind) => !['person', 'person_or_venture'].includes(targetOf[kind]))

export const recordedWords: Record<RecordedKind, string> = {
  employer: '任职',
  director: '任董事',
  supervisor: '任监事',
  executive: '任高管',
  shareholder: '持股',
  legal_person: '任法定代表人',
  mentor: '导师结对',
  contract: '合同往来',
  loan: '借款往来',
  equity: '股权投资',
  spouse: '配偶',
  household: '同住家人',
  relative: '三代以内亲属',
  introduced: '引荐项目',
  address: '住址',
  school: '毕业或任教学校',
  paper: '合作论文',
  patent: '共同专利',
  chamber: '同一商会',
}

/** The class of the reason, as it stands in the record of a draw and in a notice: it names nobody. */
export const relationWords: Record<RelationKind, string> = {
  member: '项目团队成员',
  own_application: '本人在同一批次有申报',
  spouse: '配偶',
  household: '同住家人',
  relative: '三代以内亲属',
  company: '公司董监高或股东',
  employer: '三年内同一单位',
  mentor: '三年内导师结对',
  contract: '三年内合同往来',
  loan: '三年内借款往来',
  equity: '三年内股权往来',
  introduced: '引荐本项目',
  phone: '同一电话号码',
  address: '同一住址',
  school: '同校',
  paper: '合作论文',
  patent: '共同专利',
  chamber: '同一商会',
}

const words: Readonly<Record<string, string>> = relationWords
/** The words of a kind that came as text, e.g. from the database. */
export const wordsOfKind = (kind: string): string => words[kind] ?? kind
