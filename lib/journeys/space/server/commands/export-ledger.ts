import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { type SheetOf, workbook, XLSX } from '@/lib/platform/workbook'
import { type AllocationState, allocationWords } from '../../model/machine'
import { planPolicy } from '../../model/policy'
import { kindWords, type Zone } from '../../model/zone'

interface Holding {
  readonly kind: Zone['kind']
  readonly code: string
  readonly place: string
  readonly holder: string
  readonly state: AllocationState
  readonly caseNo: string | null
  readonly starts: string | null
  readonly last: string | null
  readonly sqm: string | null
  readonly ended: string | null
  readonly reason: string | null
  readonly source: string
}

const holdings = (tx: Tx, past: boolean) => tx.$queryRaw<Holding[]>`
  SELECT a.kind::text AS kind, u.code, concat_ws(' ', c.name, u.floor || ' 层', u.zone || ' 区') AS place, coalesce(p.name, v.name, '台账未写明') AS holder,
         a.state::text AS state, f.case_no AS "caseNo", lower(a.during)::text AS starts, (upper(a.during) - 1)::text AS last, u.area_sqm::text AS sqm,
         (a.ended_at AT TIME ZONE 'Asia/Shanghai')::date::text AS ended, a.end_reason AS reason, a.source
    FROM allocation a JOIN unit u ON u.id = a.unit_id JOIN carrier c ON c.id = u.carrier_id
    LEFT JOIN venture v ON v.id = a.venture_id LEFT JOIN person p ON p.id = a.person_id LEFT JOIN case_file f ON f.id = a.case_id
   WHERE CASE WHEN ${past} THEN a.state = 'vacated' ELSE allocation_is_live(a.state) END
   ORDER BY a.kind, u.code, a.ended_at`

async function held(tx: Tx): Promise<SheetOf> {
  const rows = await holdings(tx, false)
  return {
    name: '入住台账',
    columns: ['类别', '编号', '位置', '使用者', '进度', '办件编号', '起', '止', '面积', '来源'].map((title) => ({
      title,
      kind: title === '面积' ? ('number' as const) : undefined,
      width: title === '位置' || title === '使用者' ? 28 : undefined,
    })),
    rows: rows.map((row) => [
      kindWords[row.kind].name,
      row.code,
      row.place,
      row.holder,
      allocationWords[row.state].staff,
      row.caseNo,
      row.starts,
      row.last,
      row.sqm === null ? null : Number(row.sqm),
      row.source === 'ledger' ? '台账' : '平台',
    ]),
  }
}

async function empty(tx: Tx): Promise<SheetOf> {
  const rows = await tx.$queryRaw<{ kind: Zone['kind']; total: number; taken: number; free: number; kept: number }[]>`
    SELECT u.kind::text AS kind, count(*)::int AS total, count(x.unit_id)::int AS taken, count(*) FILTER (WHERE x.unit_id IS NULL AND u.state = 'available')::int AS free,
           count(*) FILTER (WHERE x.unit_id IS NULL AND u.state <> 'available')::int AS kept
      FROM unit u LEFT JOIN (SELECT DISTINCT unit_id FROM allocation WHERE allocation_is_live(state)) x ON x.unit_id = u.id
     WHERE u.kind <> 'bed' GROUP BY u.kind ORDER BY u.kind`
  return {
    name: '空置率',
    columns: [{ title: '类别' }, ...['总数', '在用和留着', '空', '预留维修停用', '空置率（%）'].map((title) => ({ title, kind: 'number' as const }))],
    rows: rows.map(({ kind, total, taken, free, kept }) => [kindWords[kind].name, total, taken, free, kept, Math.round((1000 * free) / total) / 10]),
  }
}

async function areas(tx: Tx): Promise<SheetOf> {
  const rows = await tx.$queryRaw<{ name: string; rooms: number; sqm: number; desks: number; flats: number }[]>`
    SELECT coalesce(v.name, p.name, '台账未写明') AS name, count(*) FILTER (WHERE a.kind = 'room')::int AS rooms,
           coalesce(sum(u.area_sqm) FILTER (WHERE a.kind = 'room'), 0)::float8 AS sqm, count(*) FILTER (WHERE a.kind = 'desk')::int AS desks,
           count(*) FILTER (WHERE a.kind = 'flat')::int AS flats
      FROM allocation a JOIN unit u ON u.id = a.unit_id LEFT JOIN venture v ON v.id = a.venture_id LEFT JOIN person p ON p.id = a.person_id
     WHERE allocation_is_live(a.state) GROUP BY 1 ORDER BY sqm DESC, desks DESC, name`
  return {
    name: '各家面积',
    columns: [{ title: '使用者', width: 40 }, ...['房间', '房间面积 ㎡', '工位', '公寓'].map((title) => ({ title, kind: 'number' as const }))],
    rows: rows.map(({ name, rooms, sqm, desks, flats }) => [name, rooms, sqm, desks, flats]),
  }
}

async function left(tx: Tx): Promise<SheetOf> {
  const rows = await holdings(tx, true)
  return {
    name: '腾退',
    columns: ['类别', '编号', '位置', '使用者', '起', '腾退日', '原因'].map((title) => ({
      title,
      width: title === '位置' || title === '使用者' || title === '原因' ? 28 : undefined,
    })),
    rows: rows.map(({ kind, code, place, holder, starts, ended, reason }) => [kindWords[kind].name, code, place, holder, starts, ended, reason]),
  }
}

/** 入住台账, 空置率, area of each holder and 腾退 list as one workbook. Names leave the house: the export leaves a row in the audit. */
export const exportLedger: Command<object, { name: string; mediaType: string; bytes: Uint8Array }> = (ctx) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(planPolicy, 'space.export', null)
    const sheets = [await held(tx), await empty(tx), await areas(tx), await left(tx)]
    await recordAudit(tx, ctx, {
      type: 'space.ledger_exported',
      subject: { kind: 'zone', id: 'all' },
      detail: { rows: sheets.map((sheet) => sheet.rows.length) },
    })
    return { name: `空间台账 ${ctx.clock.today()}.xlsx`, mediaType: XLSX, bytes: await workbook(sheets) }
  })
