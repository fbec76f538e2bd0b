import { Dot, type Kind } from '@/app/_ui/tag'
import { entryWords } from '@/lib/foundation/panel/model/machine'
import type { Progress } from '@/lib/journeys/review/server/results'
import { MakeCopies } from './make-copies'

const copyWords: Record<Progress['copy'], { word: string; kind: Kind }> = {
  missing: { word: '没有生成', kind: 'mute' },
  to_confirm: { word: '等核对', kind: 'warn' },
  confirmed: { word: '已核对', kind: 'ok' },
}

interface Props {
  roundId: string
  rows: readonly Progress[]
  blind: boolean
  mayPrepare: boolean
}

/** How far material and sheets are, without a point. */
export function ProgressTable({ roundId, rows, blind, mayPrepare }: Props) {
  const missing = rows.filter((row) => row.copy === 'missing').length
  return (
    <section className="mt32 no-print" aria-labelledby="progress">
      <div className="row between wrap g8">
        <h2 id="progress" className="t18">
          材料和进度
        </h2>
        {mayPrepare && missing > 0 ? <MakeCopies roundId={roundId} count={missing} /> : null}
      </div>
      <p className="t13 c2 mt4">
        {blind ? '专家只能打开核对过的盲评件。姓名、单位、学校、电话都要隐去，窗口逐份核对。' : '这一轮不隐去申请人，联系方式仍不给专家看。'}
      </p>
      <div className="scroll-x mt8">
        <table className="tbl dense rv-progress-table">
          <thead>
            <tr>
              <th scope="col">编号</th>
              <th scope="col">项目</th>
              <th scope="col">盲评件</th>
              <th scope="col">评审</th>
              <th scope="col" className="r">
                已锁定
              </th>
              {mayPrepare ? <th scope="col">要做的</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.entryId}>
                <th scope="row" className="mono">
                  {row.code}
                </th>
                <td className="name">{row.title}</td>
                <td>
                  <Dot kind={copyWords[row.copy].kind}>{copyWords[row.copy].word}</Dot>
                </td>
                <td>
                  <Dot kind={entryWords[row.state].kind}>{entryWords[row.state].staff}</Dot>
                </td>
                <td className="r">
                  {row.locked} / {row.seats}
                </td>
                {mayPrepare ? (
                  <td>
                    <a
                      href={`/counter/rounds/${roundId}/results/copies/${row.entryId}`}
                      aria-label={`${row.copy === 'confirmed' ? '看' : '核对'} ${row.code} 的盲评件`}
                    >
                      {row.copy === 'confirmed' ? '看盲评件' : '核对盲评件'}
                    </a>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
