'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { TextArea } from '@/app/_ui/fields'
import { Note } from '@/app/_ui/tag'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import type { CopyView } from '@/lib/journeys/review/server/copy-view'
import { confirmCopy, hideWords, makeCopy, writeSummary } from '../../actions'

/** Check, hide more, write a summary where a file has no text, confirm. */
export function CopyTools({ view }: { view: CopyView }) {
  const { copy, files, planRead } = view
  return (
    <>
      <h2 className="t18">核对什么</h2>
      <ol className="steps">
        <li>对照原件看一遍：姓名、单位、学校、电话、地址、项目名还看得到吗</li>
        <li>还看得到的，写在下面隐去，各种写法都会一起找</li>
        <li>确认没有了，按「核对完成」，专家才能打开</li>
      </ol>
      {files.length > 0 ? (
        <ul className="files t14">
          {files.map((file) => (
            <li key={file.id}>
              <a href={`/api/files/${file.id}?preview`} target="_blank" rel="noreferrer">
                {file.name}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p className="c2 t14">没有上传计划书，只有申请表。</p>
      )}
      {files.length > 0 && copy && !planRead ? (
        <div className="mt12">
          <Note kind="warn">计划书里读不出文字，多半是扫描件或者图片。请申请人交能选中文字的版本，或者在下面写摘要。</Note>
        </div>
      ) : null}
      {copy ? <Check view={view} copy={copy} /> : null}
      <Make view={view} />
    </>
  )
}

function Check({ view, copy }: { view: CopyView; copy: NonNullable<CopyView['copy']> }) {
  const router = useRouter()
  const hiding = useAction(hideWords)
  const summing = useAction(writeSummary)
  const confirming = useAction(confirmCopy)
  const [words, setWords] = useState('')
  const [text, setText] = useState('')
  const of = { entryId: view.entryId, version: copy.version }
  const list = words.split(/[\n、，,]/).flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))
  const firstFault = (fields: Readonly<Record<string, string>> | undefined) => Object.values(fields ?? {})[0]
  const wordsFault = firstFault(hiding.failed?.fields)
  const textFault = firstFault(summing.failed?.fields)

  async function done(answer: { ok: boolean } | null) {
    if (answer?.ok) router.refresh()
  }
  return (
    <>
      <TextArea
        id="words"
        label="还要隐去的词"
        hint="一行一个。找的时候不管全角半角、空格和换行。"
        rows={3}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        error={wordsFault ? errorText(wordsFault) : hiding.failed?.text}
      />
      <button type="button" className="btn md sec mt8" aria-disabled={hiding.busy} onClick={async () => done(await hiding.run({ ...of, words: list }))}>
        {hiding.busy ? '正在隐去' : '隐去这些词'}
      </button>
      {copy.confirmedAt ? (
        <p className="c2 t13 mt8">再隐去词以后，要重新核对；重新核对前专家打不开。</p>
      ) : (
        <div className="confirm">
          {confirming.failed ? <Note kind="bad">{confirming.failed.text}</Note> : null}
          <button
            type="button"
            className="btn"
            aria-disabled={confirming.busy}
            onClick={async () => done(await confirming.run({ ...of, sha256: copy.sha256 }))}
          >
            {confirming.busy ? '正在记录' : '核对完成，给专家看'}
          </button>
        </div>
      )}
      <details className="mt16">
        <summary>写一段摘要，代替没有文字的文件</summary>
        <TextArea
          id="summary"
          label="摘要"
          hint="写项目内容，不写是谁。写过的会换成这一段。"
          rows={6}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={textFault ? errorText(textFault) : summing.failed?.text}
        />
        <button type="button" className="btn md sec mt8" aria-disabled={summing.busy} onClick={async () => done(await summing.run({ ...of, text }))}>
          {summing.busy ? '正在存' : '存摘要'}
        </button>
      </details>
    </>
  )
}

function Make({ view }: { view: CopyView }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(makeCopy)
  return (
    <div className="mt16">
      {failed ? <Note kind="bad">{failed.text}</Note> : null}
      <button
        type="button"
        className={view.copy ? 'btn md ghost' : 'btn md'}
        aria-disabled={busy}
        onClick={async () => {
          if ((await run({ entryId: view.entryId }))?.ok) router.refresh()
        }}
      >
        {busy ? '正在生成' : view.copy ? '从申请表和计划书重新生成' : '生成盲评件'}
      </button>
      {view.copy ? <p className="c3 t12">重新生成后，加过的词要再加一次，摘要会留着。</p> : null}
    </div>
  )
}
