import 'server-only'
import { z } from 'zod'

/** The demo's password of the contract: public, so production refuses it. */
export const DEMO_PASSWORD_DEFAULT = 'Climber-2026'

const schema = z.object({
  APP_ENV: z.enum(['demo', 'production']).default('demo'),
  DATABASE_URL: z.string().min(1),
  DATA_DIR: z.string().default('.data'),
  AUTH_SECRET: z.string().min(32),
  PII_KEY: z.string().min(40),
  BLIND_INDEX_KEY: z.string().min(40),
  NEXTAUTH_URL: z.url(),
  DEMO_PASSWORD: z.string().min(10).default(DEMO_PASSWORD_DEFAULT),
  // an empty variable counts as not set
  APP_NOW: z.preprocess((value) => value || undefined, z.iso.datetime({ offset: true }).optional()),
  CACHE_TAG_DIR: z.string().optional(),
})

export type Env = z.output<typeof schema>

let parsed: Env | undefined

/** The environment, read once and checked; a wrong value stops the process with its name. */
export function env(): Env {
  parsed ??= schema.parse(process.env)
  return parsed
}

export const isDemo = (): boolean => env().APP_ENV === 'demo'
