import 'server-only'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { discloseDraw } from '../../draw/server/door'

/** Draws of panels whose every entry is decided or withdrawn: from then on everybody may see and compute them. Answers how many. */
export async function disclosePanelDraws(ctx: Ctx = makeCtx(null)): Promise<number> {
  const finished = await db.reviewPanel.findMany({
    where: { entries: { some: {}, every: { state: { in: ['decided', 'withdrawn'] } } } },
    select: { pool: { select: { drawId: true }, distinct: ['drawId'] } },
  })
  const hidden = await db.draw.findMany({
    where: { id: { in: finished.flatMap((panel) => panel.pool.map((row) => row.drawId)) }, public: false, state: 'published' },
    select: { id: true },
  })
  for (const { id } of hidden) await ctx.transaction((tx) => discloseDraw(tx, ctx, id))
  return hidden.length
}
