import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { kindWords, unitKinds } from '@/lib/journeys/space/model/zone'
import { zones } from '@/lib/journeys/space/server/queries'
import { planHref } from './_parts/address'
import { ShareBar, summary } from './_parts/zone-rail'

export const generateMetadata = titleFor('空间', 'space', 'leader', 'auditor')

const plain = { selected: [], caseNo: '', view: 'plan', state: '' } as const

/** All zones with how full they are: desks by area and floor, rooms, flats and beds by building. */
export default async function SpacePage() {
  const actor = await signedIn('/counter/space')
  const all = await orNotFound(zones(actor))
  const kinds = unitKinds.map((kind) => ({ kind, ...summary(all, kind) })).filter((one) => one.total > 0)
  return (
    <StaffFrame actor={actor} current="space" title="空间">
      <div className="floorplan zones">
        <h1>空间</h1>
        {kinds.length === 0 ? (
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
                  <a className="card zcard" href={planHref(zone.key, plain)}>
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
      </div>
    </StaffFrame>
  )
}
