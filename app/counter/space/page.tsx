import { Download } from 'lucide-react'
import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { kindWords, unitKinds, type Zone } from '@/lib/journeys/space/model/zone'
import { inventory } from '@/lib/journeys/space/server/inventory'
import { zones } from '@/lib/journeys/space/server/queries'
import { planHref } from './_parts/address'
import { InventoryTable } from './_parts/inventory-table'
import { PrintButton } from './_parts/print-button'
import { ShareBar, summary } from './_parts/zone-rail'

export const generateMetadata = titleFor('空间', 'space', 'leader', 'auditor')

const plain = { selected: [], caseNo: '', view: 'plan', state: '', on: '' } as const

const cards: readonly Zone['kind'][] = unitKinds.filter((kind) => kind !== 'room')

/** The whole inventory: desks, flats and beds by zone, rooms with their areas down to the floor. */
export default async function SpacePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await signedIn('/counter/space')
  const floors = (await searchParams).floors === '1'
  const [all, areas] = await orNotFound(Promise.all([zones(actor), inventory(actor)]))
  const kinds = cards.map((kind) => ({ kind, ...summary(all, kind) })).filter((one) => one.total > 0)
  const rooms = summary(all, 'room')
  return (
    <StaffFrame actor={actor} current="space" title="空间">
      <div className="floorplan zones">
        <div className="row between wrap">
          <h1>空间</h1>
          <div className="row g8 noprint">
            <a className="btn sm quiet" href="/counter/space/flats">
              公寓房态图
            </a>
            <a className="btn sm quiet" href="/counter/space/export" download>
              <Download size={16} aria-hidden="true" />
              导出台账
            </a>
            <PrintButton />
          </div>
        </div>
        {all.length === 0 ? (
          <EmptyState kind="start" title="还没有工位和房间" text="先导入载体资源台账，这里就有了。" action={{ href: '/counter/imports', label: '去导入' }} />
        ) : null}
        {kinds.map(({ kind, zones: list, total, taken, free, share }) => (
          <section key={kind} className="mt24" aria-labelledby={`k-${kind}`}>
            <h2 id={`k-${kind}`} className="t16">
              {kindWords[kind].name}{' '}
              <small>
                共 {total} {kindWords[kind].counter}，在用和留着的 {taken}，空 {free}，使用率 {share}%
              </small>
            </h2>
            <ul className="zgrid">
              {list.map((zone) => (
                <li key={zone.key}>
                  <a className="card zcard" href={kind === 'flat' ? '/counter/space/flats' : planHref(zone.key, plain)}>
                    <b>{zone.name}</b>
                    <span className="row between t13 c2">
                      <span>
                        {zone.taken} / {zone.total}
                      </span>
                      <span>空 {zone.free}</span>
                    </span>
                    <ShareBar taken={zone.taken} total={zone.total} />
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {rooms.total > 0 ? (
          <section className="mt24" aria-labelledby="k-room">
            <div className="row between wrap">
              <h2 id="k-room" className="t16">
                房间{' '}
                <small>
                  共 {rooms.total} 间，在用和留着的 {rooms.taken}，空 {rooms.free}
                </small>
              </h2>
              <a className="btn sm quiet noprint" href={floors ? '/counter/space#k-room' : '/counter/space?floors=1#k-room'}>
                {floors ? '收起到楼' : '展开到层'}
              </a>
            </div>
            <InventoryTable inventory={areas} floors={floors} />
          </section>
        ) : null}
      </div>
    </StaffFrame>
  )
}
