'use client'

import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { useShortcuts } from '@/app/counter/(queue)/use-keys'

const keys = [
  { keys: ['1', '5'], between: '—', text: '打分' },
  { keys: ['J', 'K'], text: '上下一项' },
  { keys: ['C'], text: '写理由' },
  { keys: ['←', '→'], text: '翻页' },
  { keys: ['H'], text: '标一段' },
  { keys: ['⌘', 'Enter'], text: '锁定' },
] as const

/** The keys at the foot, and the switch that turns the single ones off. */
export function DeskKeys() {
  const { on, set } = useShortcuts()
  const [open, setOpen] = useState(false)
  return (
    <footer className="keys">
      {on ? (
        keys.map((entry) => (
          <span key={entry.text}>
            <kbd>{entry.keys[0]}</kbd>
            {'between' in entry ? entry.between : null}
            {entry.keys.length > 1 ? <kbd>{entry.keys[1]}</kbd> : null}
            {entry.text}
          </span>
        ))
      ) : (
        <span>单键快捷键已关</span>
      )}
      <button type="button" className="help" onClick={() => setOpen(true)}>
        快捷键设置
      </button>
      <span className="end">锁定前，分数只有你自己看得到。锁定后才显示大家的中位数。</span>
      <Dialog open={open} title="评审的快捷键" onClose={() => setOpen(false)}>
        <label className="choice mt12">
          <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} />
          <span>用单键快捷键（在输入框里从不生效）</span>
        </label>
        <p className="c2 t13 mt8">⌘ Enter 在 Windows 上是 Ctrl Enter，它一直有效。</p>
        <div className="acts">
          <button type="button" className="btn md sec" onClick={() => setOpen(false)}>
            关上
          </button>
        </div>
      </Dialog>
    </footer>
  )
}
