'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { RadioGroup } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { calendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import { publish } from './actions'

interface Line {
  readonly caseNo: string
  readonly version: number
  readonly maskedName: string
  readonly project: string
  readonly support: string
  readonly given: string
  readonly again: boolean
}

interface Props {
  roundId: string
  round: string
  lines: readonly Line[]
  today: string
  periods: readonly { readonly days: number; readonly toOn: string; readonly provisional: boolean }[]
}

const day = (date: string) => formatDateZh(calendarDate(date), { weekday: true })

/** The masked list exactly as everybody will read it, the exact dates, and one press. */
export function PublishButton({ roundId, round, lines, today, periods }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [days, setDays] = useState(periods[0]?.days ?? 5)
  const { run, busy, failed, clear } = useAction(publish)
  const chosen = lines.filter((line) => !left.has(line.caseNo))
  const period = periods.find((one) => one.days === days)

  function toggle(caseNo: string) {
    const next = new Set(left)
    if (!next.delete(caseNo)) next.add(caseNo)
    setLeft(next)
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const answer = await run({ roundId, cases: chosen.map(({ caseNo, version }) => ({ caseNo, version })), days })
    if (!answer?.ok) return
    setOpen(false)
    toast(`公示 ${answer.value.number} 发布了，到 ${day(answer.value.toOn)}`)
    router.refresh()
  }

  return (
    <>
      <button
        type="button"
        className="btn md mt12"
        onClick={() => {
          clear()
          setOpen(true)
        }}
      >
        看名单，发布公示
      </button>
      <Dialog open={open} title={`公示「${round}」`} onClose={() => setOpen(false)}>
        <form className="adm-form" onSubmit={submit} noValidate>
          <section className="scroll-x mt12" aria-label="名单，可以左右滚动">
            <table className="tbl dense adm-table">
              <caption className="vh">大家看到的就是这几列</caption>
              <thead>
                <tr>
                  <th scope="col">公示</th>
                  <th scope="col">负责人</th>
                  <th scope="col">项目</th>
                  <th scope="col">支持</th>
                  <th scope="col" className="r">
                    数量或金额
                  </th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.caseNo}>
                    <td>
                      <label className="choice">
                        <input type="checkbox" checked={!left.has(line.caseNo)} onChange={() => toggle(line.caseNo)} />
                        <span className="vh">公示 {line.project}</span>
                      </label>
                    </td>
                    <td>{line.maskedName}</td>
                    <td className="wide">
                      {line.project}
                      {line.again ? '（重新公示）' : ''}
                    </td>
                    <td>{line.support}</td>
                    <td className="r num">{line.given}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <RadioGroup
            id="days"
            name="days"
            label="公示几个工作日"
            selected={String(days)}
            options={periods.map((one) => [String(one.days), `${one.days} 个，到 ${day(one.toOn)}${one.provisional ? '（暂定）' : ''}`] as const)}
            onChange={(event) => setDays(Number(event.target.value))}
          />
          {period ? (
            <p className="t14 c2 mt8">
              {day(today)}发布，{day(period.toOn)}当天还能提异议，第二天自动收起。
              {period.provisional ? '那一年的放假安排还没录入，日期先标「暂定」，录入后只会往后算。' : ''}
            </p>
          ) : null}
          {failed ? (
            <p className="errmsg" role="alert">
              {failed.fields.cases ? errorText(failed.fields.cases) : failed.text}
            </p>
          ) : null}
          <p className="adm-bar end">
            <button type="button" className="btn sec md" onClick={() => setOpen(false)}>
              先不发
            </button>
            <button type="submit" className="btn md" disabled={busy || chosen.length === 0}>
              {busy ? '正在发布' : `发布公示，${chosen.length} 项`}
            </button>
          </p>
        </form>
      </Dialog>
    </>
  )
}
