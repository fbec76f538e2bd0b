import 'server-only'

/** A piece of a line and where it begins, in points from the left edge of the text. */
export interface Run {
  readonly text: string
  readonly x: number
}

export interface BreakOptions {
  /** Room for a line, in points. */
  readonly width: number
  /** Width of one Chinese sign, in points (the type size). */
  readonly em: number
  /** Width of a text in the font in use, in points. */
  readonly measure: (text: string) => number
  /** How far the first line begins to the right, in points. */
  readonly indent?: number
}

// 避头尾 (GB/T 15834): signs that may not begin a line, and signs that may not end one
const notAtStart = new Set('，。、；：？！）》〉」』】〕…—～·%％℃㎡”’,.;:?!)]}')
const notAtEnd = new Set('（《〈「『【〔“‘([{￥¥')
// full-width signs whose ink fills one half: beside each other, and at the ends of a line, the empty half goes
const closing = new Set('，。、；：）》〉」』】〕')
const opening = new Set('（《〈「『【〔')
const units = new Set('年月日号元个天次名位室层栋份时分人座')

/** A word, a weekday or a single sign, with the spaces behind it. */
interface Atom {
  readonly text: string
  readonly spaced: boolean
  readonly first: string
  readonly last: string
  readonly width: number
  readonly tail: number
}

const atomPattern = /(?:[A-Za-z0-9][A-Za-z0-9.,:/@_+\-–#=?&%~]*|周[一二三四五六日]|.)\s*/gu
const isHan = (sign: string) => /\p{Script=Han}/u.test(sign)
const isLatin = (sign: string) => /[A-Za-z0-9]/.test(sign)
const isDigit = (sign: string) => /\d/.test(sign)

function atomOf(text: string, measure: (text: string) => number): Atom {
  const core = text.trimEnd()
  const signs = [...core]
  const width = measure(core)
  const spaced = text.length > core.length
  return { text, spaced, first: signs[0] ?? '', last: signs.at(-1) ?? '', width, tail: spaced ? measure(' ') : 0 }
}

function mayBreak(a: Atom, b: Atom): boolean {
  if (notAtStart.has(b.first) || notAtEnd.has(a.last)) return false
  if (isDigit(a.last) && (units.has(b.first) || (a.spaced && isDigit(b.first)))) return false
  return !(a.last === '第' && isDigit(b.first))
}

/** Extra room between two atoms, in em: less between two punctuation signs, more between Chinese and Latin. */
function gap(a: Atom, b: Atom): number {
  if (a.spaced) return 0
  if (closing.has(a.last) && (closing.has(b.first) || opening.has(b.first))) return -0.5
  if (opening.has(a.last) && opening.has(b.first)) return -0.5
  return (isHan(a.last) && isLatin(b.first)) || (isLatin(a.last) && isHan(b.first)) ? 0.22 : 0
}

/** Sets atoms side by side; answers the runs and the width of the ink. */
function set(atoms: readonly Atom[], em: number, start = 0): { runs: Run[]; width: number } {
  const runs: Run[] = []
  let x = start - (opening.has(atoms[0]?.first ?? '') ? em / 2 : 0)
  let text = ''
  let from = x
  atoms.forEach((atom, i) => {
    const before = atoms[i - 1]
    const room = before ? gap(before, atom) * em : 0
    if (room !== 0) {
      runs.push({ text, x: from })
      x += room
      from = x
      text = ''
    }
    text += atom.text
    x += atom.width + atom.tail
  })
  runs.push({ text: text.trimEnd(), x: from })
  const last = atoms.at(-1)
  return { runs, width: x - start - (last?.tail ?? 0) - (closing.has(last?.last ?? '') ? em / 2 : 0) }
}

function clustersOf(text: string, { width, measure }: BreakOptions): Atom[][] {
  const clusters: Atom[][] = []
  for (const piece of text.match(atomPattern) ?? []) {
    const atom = atomOf(piece, measure)
    const before = clusters.at(-1)?.at(-1)
    if (before && !mayBreak(before, atom)) clusters.at(-1)?.push(atom)
    else clusters.push([atom])
  }
  // what is wider than the line (a long address) is cut sign by sign
  return clusters.flatMap((cluster) => {
    if (cluster.reduce((total, atom) => total + atom.width, 0) <= width) return [cluster]
    return [...cluster.map((atom) => atom.text).join('')].map((sign) => [atomOf(sign, measure)])
  })
}

function breakParagraph(text: string, options: BreakOptions): Run[][] {
  const { width, em, indent = 0 } = options
  const lines: Atom[][][] = [[]]
  const fits = (line: Atom[][], first: boolean) => set(line.flat(), em).width <= width - (first ? indent : 0) + 0.01
  for (const cluster of clustersOf(text, options)) {
    const line = lines.at(-1) ?? []
    if (line.length === 0 || fits([...line, cluster], lines.length === 1)) line.push(cluster)
    else lines.push([cluster])
  }
  // a last line of one sign looks lost (孤字不成行): the sign before it comes along
  const [before, last] = [lines.at(-2), lines.at(-1)]
  if (before && last && before.length > 2 && set(last.flat(), em).width < em * 1.6) {
    const moved = before.pop()
    if (moved) last.unshift(moved)
  }
  return lines.map((line, i) => set(line.flat(), em, i === 0 ? indent : 0).runs)
}

/** Breaks Chinese text into lines that fit, each a list of placed runs. Line ends in the text are kept, empty lines are not. */
export function breakLines(text: string, options: BreakOptions): Run[][] {
  const paragraphs = text.split(/\r?\n/).map((part) => part.replace(/[\p{Cc}\s]+/gu, ' ').trim())
  return paragraphs.filter((part) => part !== '').flatMap((part, i) => breakParagraph(part, { ...options, indent: i === 0 ? options.indent : 0 }))
}
