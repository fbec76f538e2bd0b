import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { newRound } from '@/lib/foundation/programme/server/rounds/detail'
import { RoundForm } from '../_parts/round-form'

export const generateMetadata = titleFor('建一个批次', 'intake')
export const dynamic = 'force-dynamic'

export default async function NewRoundPage({ searchParams }: { searchParams: Promise<{ from?: string | string[] }> }) {
  const { from } = await searchParams
  const copied = typeof from === 'string' && from !== '' ? from : undefined
  const actor = await requireRole('/counter/rounds/new', 'intake')
  const { fields, choices } = await orNotFound(newRound(actor, copied))
  const source = choices.earlier.find((one) => one.id === copied)
  return (
    <StaffFrame actor={actor} current="rounds" title="批次">
      <p className="t13">
        <a href="/counter/rounds">返回批次</a>
      </p>
      <h1 className="mt8">建一个批次</h1>
      <p className="t14 c2 mt4">{source ? `照「${source.name}」填好了，名称和时间要重写。` : '先存成草稿，写全了再发布。发布前外面看不到，也不能申请。'}</p>
      {source || choices.earlier.length === 0 ? null : (
        <form className="row g8 wrap mt12" action="/counter/rounds/new" method="get">
          <label className="t14" htmlFor="from">
            照以前的批次填
          </label>
          <select className="inp sm" id="from" name="from" defaultValue="" style={{ width: 'auto' }}>
            <option value="">不用</option>
            {choices.earlier.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
          <button type="submit" className="btn sm sec">
            照着填
          </button>
        </form>
      )}
      <RoundForm fields={fields} choices={choices} />
    </StaffFrame>
  )
}
