export type ErrorKind = 'invalid' | 'unauthenticated' | 'denied' | 'not_found' | 'conflict' | 'rule' | 'rate_limited' | 'unavailable'

export type ErrorParams = Readonly<Record<string, string | number>>

/** The one error that servers throw on purpose. It carries a code, never a sentence: words come last, at the edge. */
export class AppError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly params: ErrorParams = {},
    readonly fields?: Readonly<Record<string, string>>,
  ) {
    super(code)
    this.name = 'AppError'
  }

  static denied(code: string) {
    return new AppError('denied', code)
  }

  /** Also the answer for what exists but is not yours: both must look alike. */
  static notFound() {
    return new AppError('not_found', 'not_found')
  }

  static rule(code: string, params?: ErrorParams) {
    return new AppError('rule', code, params)
  }

  static conflict(code: string, params?: ErrorParams) {
    return new AppError('conflict', code, params)
  }

  /** `fields`: field name → message code. */
  static invalid(fields: Record<string, string>) {
    return new AppError('invalid', 'input.invalid', {}, fields)
  }
}

/** How an answer travels to the browser. `ref` is the short number of an unexpected error, for the telephone. */
export type Wire<T> =
  | { ok: true; value: T }
  | { ok: false; kind: ErrorKind; code: string; params: ErrorParams; fields?: Readonly<Record<string, string>>; ref?: string }
