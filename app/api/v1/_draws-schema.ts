import { z } from 'zod'

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const instant = z.iso.datetime({ offset: true })

const run = {
  id: z.string(),
  ruleVersion: z.literal('hmac-v1'),
  commit: hex.meta({ description: 'SHA-256(secret)，报名截止前公布' }),
  committedAt: instant,
  entriesHash: hex.meta({ description: '按 entryNo 排序的「entryNo<TAB>priorityClass<LF>」的 SHA-256，截止时公布' }),
  frozenAt: instant,
  publicValueSource: z.string(),
  publicValue: z.string(),
  secret: hex,
  drawnAt: instant,
  entries: z.array(
    z.strictObject({
      entryNo: z.string(),
      priorityClass: z.int(),
      ticket: hex.meta({ description: 'HMAC(HMAC(secret, publicValue), entryNo)' }),
      rank: z.int().min(1),
      result: z.enum(['offered', 'waitlisted']),
    }),
  ),
  units: z.int().min(1),
  supersededBy: z.string().optional().meta({ description: '只在被重摇取代的那一次上：作数的那一次的编号' }),
}

/** `GET /api/v1/draws/{id}` (contract: verifiable draw). Entry numbers only, no names. */
export const publishedDrawSchema = z
  .strictObject({
    ...run,
    previousRuns: z.array(z.strictObject({ ...run, rerunReason: z.string() })).meta({ description: '不作数的前几次，连同为什么重摇；每一次都能重算' }),
  })
  .meta({ id: 'Draw', description: '按 (priorityClass, ticket, entryNo) 升序就是 rank；重算：npm run draw:verify -- 这个地址' })
