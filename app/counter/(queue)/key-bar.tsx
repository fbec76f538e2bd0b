'use client'

import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { useKeys, useShortcuts } from './use-keys'

const keys = [
  { keys: ['J', 'K'], short: '上下', long: '下一件、上一件；右边开着时跟着换' },
  { keys: ['X'], short: '选中', long: '选中或不选这一件，可以一起分派' },
  { keys: ['Enter', 'O'], short: '打开', long: '在右边打开；已经打开的，看整页' },
  { keys: ['A'], short: '受理', long: '受理打开的这件；到了初审、审定，就是签初审、签审定' },
  { keys: ['R'], short: '告知', long: '一次性告知' },
  { keys: ['G'], short: '分派', long: '分派打开的这件' },
  { keys: ['V'], long: '核下一份材料' },
  { keys: ['F'], short: '筛选', long: '到筛选' },
  { keys: ['/'], long: '到搜索框' },
  { keys: ['Esc'], long: '先取消选中，再关掉右边' },
  { keys: ['?'], long: '看这张表' },
] as const satisfies readonly { keys: readonly string[]; short?: string; long: string }[]

/** The keys at the foot of the list, and all of them behind `?` with the switch. */
export function KeyBar() {
  const [open, setOpen] = useState(false)
  const { on, set } = useShortcuts()
  useKeys({ '?': () => setOpen(true) })
  return (
    <div className="keys">
      {on ? (
        keys.map((entry) =>
          'short' in entry ? (
            <span key={entry.short}>
              {entry.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
              {entry.short}
            </span>
          ) : null,
        )
      ) : (
        <span>单键快捷键已关</span>
      )}
      <button type="button" className="help" onClick={() => setOpen(true)}>
        <kbd>?</kbd> 所有快捷键
      </button>
      <Dialog open={open} title="受理台的快捷键" onClose={() => setOpen(false)}>
        <dl className="keylist">
          {keys.map((entry) => (
            <div key={entry.long}>
              <dt>
                {entry.keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{entry.long}</dd>
            </div>
          ))}
        </dl>
        <label className="choice mt12">
          <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} />
          <span>用单键快捷键（在输入框里从不生效）</span>
        </label>
        <div className="acts">
          <button type="button" className="btn md sec" onClick={() => setOpen(false)}>
            关上
          </button>
        </div>
      </Dialog>
    </div>
  )
}
