// Reference rows at every start; the demo once.

import { clock } from '@/lib/platform/clock'
import { closeDatabase, db } from '@/lib/platform/db'
import { env, isDemo } from '@/lib/platform/env'
import { seedDemo } from '@/prisma/seed/demo'
import { seedReference } from '@/prisma/seed/reference'

const demoPeople = await db.user.count({ where: { demo: true } })
if (!isDemo() && demoPeople > 0) {
  process.stderr.write(
    `\n这个数据库里有 ${demoPeople} 个演示账号，正式环境不能用它。请换一个空的数据库 / this database holds demo accounts: production needs one without\n`,
  )
  process.exit(1)
}
await seedReference(process.env.OWNER_DATABASE_URL ?? env().DATABASE_URL, clock.today())
if (isDemo()) await seedDemo((text) => process.stdout.write(`        ${text}\n`))
await closeDatabase()
process.exit(0)
