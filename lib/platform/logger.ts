import 'server-only'
import pino from 'pino'

/** JSON lines to stderr. No personal data: callers log codes, ids and counts, and these paths are cut anyway. */
export const logger = pino(
  {
    level: process.env.LOG_LEVEL ?? 'info',
    base: { pid: process.pid },
    redact: { paths: ['*.phone', '*.idNumber', '*.password', '*.name', '*.email', '*.code_text', 'phone', 'idNumber', 'password', 'email'], remove: true },
  },
  pino.destination(2),
)

/** Where it happened, without what was said: the database client writes the values of a query into its messages. */
export function framesOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
