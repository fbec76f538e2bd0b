import { Fragment, type ReactNode } from 'react'
import type { BlindBlock } from '@/lib/journeys/review/model/blind-copy'
import { barSizeOf } from '@/lib/journeys/review/model/redact'

/** Text with its bars: a bar is an empty element of one of three widths, there is nothing under it. */
function withBars(text: string): ReactNode[] {
  return text.split(/(▇+)/).map((part, i) =>
    part.startsWith('▇') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
      <span key={i} className={`rd ${barSizeOf(part)}`} role="img" aria-label="已隐藏" />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
      <Fragment key={i}>{part}</Fragment>
    ),
  )
}

/** A marked passage shows where its words stand together. */
function Marked({ text, quotes }: { text: string; quotes: readonly string[] }) {
  const quote = quotes.find((one) => one !== '' && text.includes(one))
  if (!quote) return <>{withBars(text)}</>
  const at = text.indexOf(quote)
  return (
    <>
      {withBars(text.slice(0, at))}
      <mark>{quote}</mark>
      <Marked text={text.slice(at + quote.length)} quotes={quotes} />
    </>
  )
}

/** Rows that follow each other are one table. */
function groups(blocks: readonly BlindBlock[]): BlindBlock[][] {
  const all: BlindBlock[][] = []
  for (const block of blocks) {
    const last = all.at(-1)
    if (block.kind === 'row' && last?.[0]?.kind === 'row') last.push(block)
    else all.push([block])
  }
  return all
}

function Group({ group, quotes }: { group: readonly BlindBlock[]; quotes: readonly string[] }) {
  const [first] = group
  if (!first) return null
  if (first.kind === 'row') return <Table rows={group} quotes={quotes} />
  const text = <Marked text={first.text} quotes={quotes} />
  return first.kind === 'heading' ? <h2>{text}</h2> : <p>{text}</p>
}

export function Blocks({ blocks, quotes }: { blocks: readonly BlindBlock[]; quotes: readonly string[] }) {
  return (
    <>
      {groups(blocks).map((group, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one page, in their order
        <Group key={i} group={group} quotes={quotes} />
      ))}
    </>
  )
}

function Table({ rows, quotes }: { rows: readonly BlindBlock[]; quotes: readonly string[] }) {
  const [head, ...body] = rows.map((row) => row.text.split('\t'))
  return (
    <table>
      <thead>
        <tr>
          {head?.map((cell, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells in their order
            <th key={i} scope="col">
              <Marked text={cell} quotes={quotes} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((cells, r) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows in their order
          <tr key={r}>
            {cells.map((cell, c) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells in their order
              <td key={c}>
                <Marked text={cell} quotes={quotes} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
