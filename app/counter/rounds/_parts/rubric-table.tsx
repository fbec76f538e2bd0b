import type { Criterion } from '@/lib/foundation/programme/model/rubric'

const percents = [0, 25, 50, 75, 100] as const

/** A rubric to read: a row per criterion with what is seen at each level. */
export function RubricTable({ criteria, label }: { criteria: readonly Criterion[]; label: string }) {
  return (
    <section className="scroll-x" aria-label={`${label}，可以左右滚动`}>
      <table className="tbl dense adm-table rnd-rubric">
        <thead>
          <tr>
            <th scope="col">评什么</th>
            <th scope="col" className="r">
              权重
            </th>
            {percents.map((percent) => (
              <th scope="col" key={percent}>
                {percent}%
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {criteria.map(({ key, name, weight, anchors }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td className="r num">{weight}</td>
              {percents.map((percent, i) => (
                <td key={percent} className="anchor">
                  {anchors[i]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            <td className="r num">{criteria.reduce((sum, one) => sum + one.weight, 0)}</td>
            <td colSpan={percents.length} />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
