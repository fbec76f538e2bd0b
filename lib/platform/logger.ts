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
