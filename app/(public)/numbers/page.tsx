import type { Metadata } from 'next'
import { PublicFrame } from '@/app/_ui/public-frame'
import { type NumberKey, numberDefinitions, numberKeys } from '@/lib/overview/open-data/model/numbers'
import { type PublicNumbers, publicNumbers } from '@/lib/overview/open-data/server/stats'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: '每个数字怎么算的' }

const text = (n: number) => n.toLocaleString('en-US', { maximumFractionDigits: 1 })

function figureOf(key: NumberKey, n: PublicNumbers): { value: string; left: string | null } {
  switch (key) {
    case 'fund':
      return { value: text(n.fundFen / 100), left: null }
    case 'space':
      return { value: text(n.space.totalSqm), left: text(n.space.freeSqm) }
    case 'desks':
    case 'apartments':
    case 'beds':
      return { value: text(n[key].total), left: text(n[key].free) }
    case 'measures':
      return { value: text(n.measures), left: null }
    case 'projects':
      return { value: text(n.projects.total), left: null }
  }
}

export default async function NumbersPage() {
  const numbers = await publicNumbers()
  return (
    <PublicFrame current="/numbers">
      <div className="public">
        <h1>每个数字怎么算的</h1>
        <p className="lead">首页和接口用的是同一套定义。每个数都能点开，看它背后的每一行。</p>
        <ul className="defs mt24">
          {numberKeys.map((key) => {
            const { title, unit, definition, free, source } = numberDefinitions[key]
            const { value, left } = figureOf(key, numbers)
            return (
              <li key={key} id={key}>
                <div>
                  <p className="v">
                    {value}
                    <small>{unit}</small>
                  </p>
                  {left === null ? null : (
                    <p>
                      今天空 {left} {unit}
                    </p>
                  )}
                </div>
                <div>
                  <h2>{title}</h2>
                  <p>{definition}</p>
                  {free ? <p>{free}。</p> : null}
                  <p className="c3">出处：{source}</p>
                  <p className="mt4">
                    <a href={`/numbers/${key}`} aria-label={`看${title}的每一行`}>
                      看每一行
                    </a>
                  </p>
                </div>
              </li>
            )
          })}
        </ul>
        <p className="t14 c3 mt24">
          导师、产业考卷还没有进库，所以不公布数字。程序要取数，请用<a href="/api/v1/openapi.json">数据接口</a>。
        </p>
      </div>
    </PublicFrame>
  )
}
