import { Download } from 'lucide-react'
import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { flatBoard } from '@/lib/journeys/space/server/board'
import { FlatHouse } from '../_parts/flat-house'
import { PrintButton } from '../_parts/print-button'

export const generateMetadata = titleFor('创业公寓', 'space', 'leader', 'auditor')

const legendOf = (soon: string) =>
  [
    { tone: 'f', word: '空' },
    { tone: 'w', word: '等确认' },
    { tone: 'e', word: soon },
    { tone: 'r', word: '预留' },
    { tone: 'm', word: '维修、停用' },
  ] as const

/** 房态图 of all flats, floor by floor. */
export default async function FlatsPage() {
  const actor = await signedIn('/counter/space/flats')
  const { houses, soonDays, counts, emptyDays } = await orNotFound(flatBoard(actor))
  const soon = `${soonDays} 天内到期`
  const total = houses.reduce((sum, house) => sum + house.floors.reduce((rooms, floor) => rooms + floor.rooms.length, 0), 0)
  const figures = [
    { value: counts.lived, word: '住着' },
    { value: counts.soon, word: soon },
    { value: counts.awaited, word: '等对方确认' },
    { value: counts.free, word: '空' },
    { value: counts.reserved, word: '预留' },
    { value: counts.closed, word: '维修、停用' },
  ]
  return (
    <StaffFrame actor={actor} current="space" title="创业公寓">
      <div className="floorplan flats">
        <div className="row between wrap">
          <h1>
            创业公寓 {houses.length} 栋，{total} 间
          </h1>
          <div className="row g8 noprint">
            <a className="btn md sec" href="/counter/space/export" download>
              <Download size={16} aria-hidden="true" />
              导出入住台账
            </a>
            <PrintButton />
          </div>
        </div>
        {total === 0 ? (
          <EmptyState kind="start" title="还没有公寓" text="先导入载体资源台账，这里就有了。" action={{ href: '/counter/imports', label: '去导入' }} />
        ) : (
          <>
            <dl className="ks">
              {figures.map(({ value, word }) => (
                <div key={word}>
                  <dt>{word}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
              <div className="apart">
                <dt>平均空置{emptyDays === null ? '（近一年没有换过人）' : ''}</dt>
                <dd>{emptyDays === null ? '算不出' : `${emptyDays.toFixed(1)} 天`}</dd>
              </div>
            </dl>
            <div className="ap">
              <section className="card pad20" aria-labelledby="board-h">
                <div className="row between wrap">
                  <h2 id="board-h" className="t14 fb">
                    房态
                  </h2>
                  <ul className="rg-legend t12 c2" aria-label="图例">
                    {legendOf(soon).map(({ tone, word }) => (
                      <li key={tone}>
                        <i className={`rm ${tone}`} aria-hidden="true" />
                        {word}
                      </li>
                    ))}
                  </ul>
                </div>
                {houses.map((house) => (
                  <FlatHouse key={house.key} house={house} />
                ))}
              </section>
            </div>
          </>
        )}
      </div>
    </StaffFrame>
  )
}
