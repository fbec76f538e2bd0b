// The versions of the form as the code asks them; what is stored once stays, so that two versions can be compared for ever.
import { definitionOf, formVersions } from '@/lib/journeys/application/model/form-version'
import type { PrismaClient } from '@/prisma/generated/client'

export async function seedForms(db: PrismaClient): Promise<void> {
  const data = formVersions.map(({ version, note }) => ({ version, note, definition: definitionOf(version) }))
  await db.formVersion.createMany({ data, skipDuplicates: true })
}
