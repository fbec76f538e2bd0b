import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { Tx } from '@/lib/platform/db'
import type { Message } from '../model/sheet'

export interface LedgerHolder {
  readonly ventureId: string
  /** Who answers for flats: a flat is held by a person, desks and rooms by the venture. */
  readonly personId: string
  /** `YYYY-MM-DD`; the ledger knows no end. */
  readonly since: string
}

/** A holding that the ledger states stands as it is: occupied, without an end, above the limit of four desks too. */
export async function holdUnit(tx: Tx, code: string, holder: LedgerHolder): Promise<void> {
  const unit = await tx.unit.findUnique({ where: { code }, select: { id: true, kind: true } })
  if (!unit) throw AppError.rule('import.unit_unknown', { code })
  const byPerson = unit.kind === 'flat' || unit.kind === 'bed'
  await tx.$executeRaw`
    INSERT INTO allocation (unit_id, kind, venture_id, person_id, during, state, source)
    VALUES (${unit.id}::uuid, ${unit.kind}::"UnitKind", ${byPerson ? null : holder.ventureId}::uuid, ${byPerson ? holder.personId : null}::uuid,
            daterange(${holder.since}::date, NULL), 'occupied', 'ledger')`
}

/** The ledger does not name the unit any more: its own holding ends; one that came from a case is not the ledger's to end. */
export async function endHolding(tx: Tx, code: string, holder: LedgerHolder, now: Date): Promise<void> {
  const live = await tx.allocation.findFirst({
    where: { unit: { code }, source: 'ledger', state: 'occupied', OR: [{ ventureId: holder.ventureId }, { personId: holder.personId }] },
  })
  if (!live) return
  await tx.allocation.updateMany({
    where: { id: live.id, version: live.version },
    data: { state: 'vacated', endedAt: now, endReason: 'ledger', version: live.version + 1 },
  })
}

/** What stands against holdings that projects claim, by project key: unknown units, and units that somebody else has. */
export async function holdingFaults(
  tx: Tx,
  wanted: readonly { key: string; ventureId: string | null; leaderId: string | null; codes: readonly string[] }[],
): Promise<Map<string, Message[]>> {
  const units = await tx.unit.findMany({
    where: { code: { in: wanted.flatMap((one) => one.codes) } },
    select: {
      code: true,
      allocations: {
        where: { state: { in: ['held', 'offered', 'accepted', 'occupied', 'notice_given'] } },
        select: { ventureId: true, personId: true, venture: { select: { name: true } }, person: { select: { name: true } } },
      },
    },
  })
  const byCode = new Map(units.map((unit) => [unit.code, unit]))
  const faults = new Map<string, Message[]>()
  for (const { key, ventureId, leaderId, codes } of wanted) {
    const messages = codes.flatMap((code): Message[] => {
      const unit = byCode.get(code)
      if (!unit) return [{ column: '工位/房间', text: `载体台账里没有 ${code}，请先导入载体资源台账` }]
      const other = unit.allocations.find((one) => (one.ventureId ?? one.personId) !== (one.ventureId ? ventureId : leaderId))
      return other ? [{ column: '工位/房间', text: `${code} 现在由“${other.venture?.name ?? other.person?.name ?? '别人'}”占用` }] : []
    })
    if (messages.length > 0) faults.set(key, messages)
  }
  return faults
}
