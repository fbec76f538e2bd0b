import { ChevronRight, Download, LayoutGrid, List } from 'lucide-react'
import { Avatar } from '@/app/_ui/avatar'
import { Rail } from '@/app/_ui/staff-frame'
import { decoded, orNotFound, signedIn, titleFor } from '@/app/guard'
import { kindWords } from '@/lib/journeys/space/model/zone'
import { planView } from '@/lib/journeys/space/server/queries'
import { planHref, readAddress } from '../_parts/address'
import { Hatching } from '../_parts/desk-shape'
import { ExpiryStrip } from '../_parts/expiry-strip'
import { Panel } from '../_parts/panel'
import { PlanKeys } from '../_parts/plan-keys'
import { PlanSvg } from '../_parts/plan-svg'
import { PrintButton } from '../_parts/print-button'
import { UnitList } from '../_parts/unit-list'
import { ZoneRail } from '../_parts/zone-rail'

export const generateMetadata = titleFor('平面图', 'space', 'leader', 'auditor')

const SEARCH = 'unit-search'

/** One zone: the plan (or its list) in the middle, zones and legend left, the selected unit and the list of turns right. */
export default async function ZonePage({
  params,
  searchParams,
}: {
  params: Promise<{ zone: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const key = decoded((await params).zone)
  const actor = await signedIn(`/counter/space/${encodeURIComponent(key)}`)
  const asked = readAddress(await searchParams)
  const view = await orNotFound(planView(actor, key, asked.selected, asked.on))
  const address = { ...asked, selected: view.selected.map((unit) => unit.code) }
  const drawn = view.units.some((unit) => unit.x !== null && unit.y !== null)
  const asList = address.view === 'list' || !drawn
  const { name } = kindWords[view.zone.kind]
  return (
    <div className="floorplan">
      <Hatching />
      <div className="st">
        <Rail actor={actor} current="space" />
        <div>
          <header className="topbar">
            <span className="crumb">
              <span className="up">
                <a href="/counter/space">空间</a>
                <ChevronRight size={12} aria-hidden="true" />
                {name}
                <ChevronRight size={12} aria-hidden="true" />
              </span>
              <b>{view.zone.name}</b>
            </span>
            <span className="grow" />
            <span className="person">
              <Avatar name={actor.name} />
              <b>{actor.name}</b>
            </span>
          </header>
          <main id="main" className={['fp', asList ? 'aslist' : '', view.selected.length > 0 ? 'picked' : ''].join(' ')}>
            <ZoneRail view={view} address={address} />
            <div className="plan">
              <div className="row between wrap plan-head">
                <h1 className="t18 fb">{view.zone.name}</h1>
                <form action={planHref(key, address).split('?')[0]} className="row g8 noprint">
                  <label className="t13 c2" htmlFor={SEARCH}>
                    编号 <kbd>/</kbd>
                  </label>
                  <input id={SEARCH} name="sel" className="inp sm" maxLength={40} autoComplete="off" />
                  {address.on ? <input type="hidden" name="on" value={address.on} /> : null}
                  {address.view === 'list' ? <input type="hidden" name="view" value="list" /> : null}
                  <button type="submit" className="btn sm quiet">
                    找
                  </button>
                  {drawn ? (
                    <a className="btn sm quiet" href={planHref(key, address, { view: asList ? 'plan' : 'list', state: '' })}>
                      {asList ? <LayoutGrid size={16} aria-hidden="true" /> : <List size={16} aria-hidden="true" />}
                      {asList ? '平面图' : '列表'}
                    </a>
                  ) : null}
                  <a className="btn sm quiet" href={`/counter/space/${encodeURIComponent(key)}/export`} download>
                    <Download size={16} aria-hidden="true" />
                    导出
                  </a>
                  <PrintButton />
                </form>
              </div>
              {asList ? null : (
                <PlanKeys searchId={SEARCH}>
                  <PlanSvg view={view} address={address} />
                </PlanKeys>
              )}
              <UnitList view={view} address={address} />
              {view.zone.kind === 'desk' ? <ExpiryStrip view={view} /> : null}
            </div>
            <Panel view={view} address={address} />
          </main>
        </div>
      </div>
    </div>
  )
}
