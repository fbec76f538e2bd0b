// Reference rows at every start; the demo once.

import { clock } from '@/lib/platform/clock'
import { closeDatabase } from '@/lib/platform/db'
import { env, isDemo } from '@/lib/platform/env'
import { seedDemo } from '@/prisma/seed/demo'
import { seedReference } from '@/prisma/seed/reference'

await seedReference(process.env.OWNER_DATABASE_URL ?? env().DATABASE_URL, clock.today())
if (isDemo()) await seedDemo((text) => process.stdout.write(`        ${text}\n`))
await closeDatabase()
process.exit(0)
