import type { ExceptionalDay, NoticeEffect } from '@/lib/foundation/programme/model/calendar-notice'
import { formatDateZh } from '@/lib/kernel/calendar-date'

interface Props {
  effect: NoticeEffect
  year: number
  provisional: number
  busy: boolean
  onBack: () => void
  onSave: () => void
}

const list = (days: readonly ExceptionalDay[]) => days.map((day) => formatDateZh(day.date, { weekday: true })).join('、')

/** What changes against the calendar as it stands; nothing is saved yet. */
export function NoticePreview({ effect, year, provisional, busy, onBack, onSave }: Props) {
  return (
    <section className="card pad20 mt24" aria-live="polite">
      <h2 className="t16">存下去会变什么</h2>
      <dl className="kv mt12">
        <div className="adm-kv">
          <dt>放假</dt>
          <dd>一共 {effect.offDays} 天，周末也算在里面</dd>
        </div>
        <div className="adm-kv">
          <dt>改成不上班</dt>
          <dd>{effect.newlyOff.length > 0 ? `${effect.newlyOff.length} 天：${list(effect.newlyOff)}` : '没有'}</dd>
        </div>
        <div className="adm-kv">
          <dt>改成上班</dt>
          <dd>{effect.newlyWorked.length > 0 ? `${effect.newlyWorked.length} 天：${list(effect.newlyWorked)}` : '没有'}</dd>
        </div>
        <div className="adm-kv">
          <dt>正在办的件</dt>
          <dd>
            现在有 {provisional} 个时钟是暂定的。算到 {year} 年的都会重算，到期日变了的，给申请人发短信。
          </dd>
        </div>
      </dl>
      <p className="adm-bar">
        <button type="button" className="btn md" disabled={busy} onClick={onSave}>
          {busy ? '正在保存' : `保存 ${year} 年`}
        </button>
        <button type="button" className="btn sec md" onClick={onBack}>
          再改改
        </button>
      </p>
    </section>
  )
}
