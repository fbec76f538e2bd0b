export interface Mutation {
  /** What is broken, in words. */
  readonly title: string
  readonly file: string
  /** Text that stands in the file exactly once, or null to make a new file. */
  readonly find: string | null
  readonly replace: string
  readonly check: Check
}

export type Check = { readonly project: 'pure' | 'db'; readonly test: string; readonly only?: string } | { readonly script: string }
