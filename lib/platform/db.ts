import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '@/prisma/generated/client'
import { env } from './env'
import { logger } from './logger'

export type Tx = Prisma.TransactionClient

/** Every session in UTC: in another zone the adapter writes instants hours wrong (gate G0.4). Limits end what hangs. */
export const sessionOptions = '-c TimeZone=UTC -c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=15000'

/** A client on `url`; statements are named so that PostgreSQL plans them once per connection. */
export function openDatabase(url: string, max = 10): PrismaClient {
  const adapter = new PrismaPg(
    { connectionString: url, max, options: sessionOptions, connectionTimeoutMillis: 5000 },
    {
      onPoolError: (error) => logger.warn({ code: error.message }, 'database pool'),
      onConnectionError: (error) => logger.warn({ code: error.message }, 'database connection'),
    },
  )
  return new PrismaClient({ adapter })
}

const shared = globalThis as { climberDatabase?: PrismaClient }

/** The application's own role; opened on first use, one per process. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_target, property) {
    shared.climberDatabase ??= openDatabase(env().DATABASE_URL)
    const value: unknown = Reflect.get(shared.climberDatabase, property)
    return typeof value === 'function' ? value.bind(shared.climberDatabase) : value
  },
})

export async function closeDatabase(): Promise<void> {
  await shared.climberDatabase?.$disconnect()
  delete shared.climberDatabase
}
