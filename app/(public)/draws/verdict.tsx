'use client'

import { useEffect, useState } from 'react'
import { Glyph } from '@/app/_ui/glyph'
import { type Difference, firstDifference, type RecordToVerify } from '@/lib/foundation/draw/model/order'

const named: Readonly<Record<string, string>> = { ruleVersion: '规则版本', commit: '封条', entriesHash: '名单的指纹', entries: '名单里的编号' }
const fields = { ticket: '算出的数', rank: '顺序', result: '结果' } as const

const told = (one: Difference): string =>
  one.at === 'entry'
    ? `${one.entryNo} 的${fields[one.field]}：公布的是 ${one.published}，算出来是 ${one.computed}`
    : `${named[one.at] ?? one.at}：公布的是 ${one.published}，算出来是 ${one.computed}`

/** Computes the whole draw again on this device, from what stands on the page: no network, no trust in the server's word. */
export function Verdict({ record, file }: { record: RecordToVerify; file: string }) {
  const [answer, setAnswer] = useState<{ difference: Difference | null; seconds: string } | null>(null)
  useEffect(() => {
    const began = performance.now()
    const difference = firstDifference(record)
    setAnswer({ difference, seconds: Math.max(0.01, (performance.now() - began) / 1000).toFixed(2) })
  }, [record])
  const download = (
    <a className="u" href={file} download>
      下载验算文件
    </a>
  )
  if (!answer)
    return (
      <div className="verdict" role="status">
        <span className="big">
          <Glyph name="clock" size={22} />
        </span>
        <div>
          <b>正在用你的浏览器算</b>
          <p>浏览器不让运行脚本时，可以{download}，自己算一遍。</p>
        </div>
      </div>
    )
  const { difference, seconds } = answer
  return difference ? (
    <div className="verdict bad" role="status">
      <span className="big">
        <Glyph name="cross" size={22} />
      </span>
      <div>
        <b>你的浏览器算出的和公布的不一致</b>
        <p>{told(difference)}。请截图，打 0731-5550 0188 告诉我们。</p>
      </div>
    </div>
  ) : (
    <div className="verdict ok" role="status">
      <span className="big">
        <Glyph name="check" size={22} />
      </span>
      <div>
        <b>你的浏览器算出的名单和公布的一致</b>
        <p>
          {record.entries.length} 个编号全部相同，用时 {seconds} 秒。断网也能算。{download}
        </p>
      </div>
    </div>
  )
}
