/** Signs that may not begin a line, and signs that may not end one (GB/T 15834, 避头尾). */
const notAtStart = new Set('，。、；：？！）》〉」』】〕…—·%％℃”’,.;:?!)]}')
const notAtEnd = new Set('（《〈「『【〔“‘([{￥¥')

/** Pieces that stay together: a run of Latin letters, digits and their signs; everything else sign by sign. */
function pieces(text: string): string[] {
  return text.match(/[A-Za-z0-9][A-Za-z0-9.,:/@_+\-–]*|\s+|./gu) ?? []
}

/** Breaks Chinese text into lines no wider than `width`, by the measure of the font in use. `indent` narrows the first line. */
export function breakLines(text: string, width: number, measure: (text: string) => number, indent = 0): string[] {
  const lines: string[] = []
  let line = ''
  const room = () => width - (lines.length === 0 ? indent : 0)
  for (const piece of pieces(text)) {
    if (line === '' && /^\s+$/.test(piece)) continue
    if (measure(line + piece) <= room()) {
      line += piece
      continue
    }
    if (notAtStart.has(piece)) {
      // a closing sign hangs with the last piece: take that piece over to the next line
      const parts = pieces(line)
      let carried = ''
      do carried = (parts.pop() ?? '') + carried
      while (parts.length > 1 && (notAtStart.has([...carried][0] ?? '') || notAtEnd.has(parts[parts.length - 1] ?? '')))
      lines.push(parts.join('').trimEnd())
      line = carried + piece
      continue
    }
    const parts = pieces(line)
    let carried = ''
    while (parts.length > 1 && notAtEnd.has(parts[parts.length - 1] ?? '')) carried = (parts.pop() ?? '') + carried
    lines.push(parts.join('').trimEnd())
    line = carried + (carried === '' ? piece.trimStart() : piece)
  }
  if (line !== '') lines.push(line)
  return lines
}
