import type { Block } from '@/lib/foundation/document/model/block'

/** A paper's parts as a page shows them: the same blocks from which the PDF is drawn. */
export function AgreementText({ blocks }: { blocks: readonly Block[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <section className="sup-text" aria-label="协议全文，可以上下滚动" tabIndex={0}>
      {blocks.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text is fixed and never reordered
        <Part key={i} block={block} />
      ))}
    </section>
  )
}

function Part({ block }: { block: Block }) {
  switch (block.type) {
    case 'addressee':
      return <p className="fb">{block.text}</p>
    case 'paragraph':
      return <p>{block.text}</p>
    case 'facts':
      return (
        <dl className="sup-facts">
          {block.rows.map((row) => (
            <div key={row.label}>
              <dt>{row.label}</dt>
              <dd>{row.strong ? <b>{row.value}</b> : row.value}</dd>
            </div>
          ))}
        </dl>
      )
    case 'table':
      return (
        <div className="scroll-x">
          <table className="tbl dense">
            <thead>
              <tr>
                {block.head.map((cell) => (
                  <th key={cell} scope="col">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr key={row.join('|')}>
                  {row.map((cell, i) => (
                    <td key={`${block.head[i]}`}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'steps':
      return (
        <div>
          <p>{block.title}</p>
          <ol>
            {block.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )
    case 'plain':
      return (
        <p className="sup-plain">
          <b>白话：</b>
          {block.text}
        </p>
      )
    case 'remedy':
      return <p className="c2">{block.text}</p>
    default:
      return null
  }
}
