/**
 * Takes names and contacts out of a text so that a blind reviewer cannot learn who wrote it. What is taken out leaves no sign of
 * itself: a bar of one of three fixed lengths stands in its place, so that not even the length of a name is told.
 */
export interface HiddenTerms {
  /** Names of people: hidden whole, and every two adjacent signs of them, and the surname before a form of address. */
  readonly people: readonly string[]
  /** Everything else that tells who it is: company, venture, project, school, numbers, words added by the clerk. */
  readonly words: readonly string[]
}

/** A bar in the stored text; nothing else may contain the sign. */
const BAR = '▇'
const barLengths = [4, 8, 14] as const
/** Bars as the renderers find them. */
export const barPattern = /▇+/g
export type BarSize = 's' | 'm' | 'l'
export const barSizeOf = (bar: string): BarSize => (bar.length <= barLengths[0] ? 's' : bar.length <= barLengths[1] ? 'm' : 'l')
const barFor = (signs: number) => BAR.repeat(signs <= 4 ? barLengths[0] : signs <= 10 ? barLengths[1] : barLengths[2])

/** Signs that a spelling may put between the signs of a name: blanks, line ends, dots, strokes, invisible signs. */
const between = /[\s\p{Cf}\p{Cc}\p{Z}·•・‧∙⋅.\-‐-―_*~|/\\ー—]/u

interface Folded {
  /** Comparable signs, one per entry. */
  readonly signs: readonly string[]
  /** For each of them the place in the original. */
  readonly from: readonly number[]
}

/** One sign as it compares: full width, compatibility forms, accents and case make no difference. */
const plainSign = (sign: string) => sign.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

function fold(original: readonly string[], keepBlanks: boolean): Folded {
  const signs: string[] = []
  const from: number[] = []
  original.forEach((sign, at) => {
    for (const plain of plainSign(sign)) {
      if (!keepBlanks && between.test(plain)) continue
      signs.push(plain)
      from.push(at)
    }
  })
  return { signs, from }
}

const foldedTerm = (term: string): string => fold([...term], false).signs.join('')

/** Region before and legal form behind a company's own name. */
const region = /^(?:[\p{Script=Han}]{2,3}省|[\p{Script=Han}]{2,4}市|湖南|湘潭|长沙|株洲|中国|高新区|[\p{Script=Han}]{2,3}区)+/u
const legalForm = /(?:集团)?(?:股份|有限责任|有限)*公司.*$/u
const trade =
  /(?:智能|信息|网络|生物|电子|环保|新能源|新材料|机械|机电|医疗|数字|文化|农业)?(?:科技|技术|装备|设备|制造|传媒|工程|实业|发展|服务|咨询)*(?:工作室|工坊|团队|项目组|创业队|实验室)?$/u

const schoolForm = /(?:职业技术|职业|高等专科)?(?:大学|学院|学校)$/

/** The spellings under which a name of an organisation appears: whole, without region, trade and form, the bare name. */
export function spellingsOf(name: string): string[] {
  const clean = name.normalize('NFKC').replace(/\s+/g, '')
  const own = clean.replace(/\((?:[^)]*)\)/g, '').replace(legalForm, '')
  const bare = own.replace(region, '')
  return [...new Set([clean, own, bare, bare.replace(trade, ''), bare.replace(schoolForm, '')])].filter((one) => [...one].length >= 2)
}

const address = '(?:老师|教授|总|先生|女士|同学|博士|经理|工程师|院长|主任|导师|学长|学姐)'
const separated = (signs: string, times: number) => `(?:${signs}[\\s-]?){${times}}`

/** What is hidden whoever it belongs to; read on the text with its blanks, in lower case and half width. */
export const contactPatterns: readonly RegExp[] = [
  /[\w.+-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+/g,
  /(?:https?:\/\/|www\s?\.)[^\s，。；、）)]+/g,
  /(?<![\w.])[a-z0-9-]{2,}(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|io|top|tech|xyz|edu|gov|example)(?:\/[^\s，。；、）)]*)?(?![\w])/g,
  // mobile numbers, with 86 before and blanks or strokes anywhere inside
  /(?<!\d)(?:\+?\s?86[\s-]?)?1[\s-]?[3-9](?:[\s-]?\d){9}(?!\d)/g,
  /(?<!\d)\(?0\d{2,3}\)?[\s-]?\d{4}[\s-]?\d{3,4}(?!\d)/g,
  /(?<!\d)400[\s-]?\d{3}[\s-]?\d{4}(?!\d)/g,
  // identity numbers, credit codes, bank cards
  new RegExp(`(?<![\\da-z])${separated('\\d', 17)}[\\dx](?![\\da-z])`, 'g'),
  /(?<![\da-z])[0-9a-hj-npqrtuwxy]{2}\d{6}[0-9a-hj-npqrtuwxy]{10}(?![\da-z])/g,
  new RegExp(`(?<!\\d)${separated('\\d', 14)}\\d(?:[\\s-]?\\d){0,4}(?!\\d)`, 'g'),
  /(?:微信|wechat|weixin|vx|qq|抖音|公众号)(?:号码|号|群|id)?\s?[:：]?\s?[a-z0-9][a-z0-9_-]{4,19}/g,
]

/** Numbers and names that lead to their owner by a search; hidden in blind copies only. */
export const tracePatterns: readonly RegExp[] = [
  // patents and registered software
  /(?:zl|cn)?\s?(?:19|20)\d{2}\s?[12389]\s?\d{7}\s?\.?\s?[\dx](?![\d])/g,
  /cn\s?\d{8,9}\s?[a-z]\b/g,
  /(?:19|20)\d{2}\s?sr\s?\d{6,7}/g,
  // a street with a number
  /(?:\p{Script=Han}{2,8}?(?:省|市|区|县|镇|乡|村))*[\p{Script=Han}a-z\d]{1,8}?(?:路|街|大道|巷|弄)\s?\d+\s?号(?:[\p{Script=Han}a-z\d\s-]{0,12}?(?:室|楼|栋|座|层|单元))*/gu,
  // whoever is named as owner, inventor or tutor, also when the rows do not know them
  /(?<=(?:权利人|申请人|著作权人|公司名称|企业名称|申报单位|依托单位)\s?(?:为|是|[:：])\s?)[\p{Script=Han}a-z\d()（）]{2,30}?(?:公司|工作室|合作社|研究院|研究所)/gu,
  /(?<=(?:发明人|法定代表人|法人|指导老师|指导教师|导师|联系人)\s?(?:为|是|[:：])\s?)\p{Script=Han}{2,4}(?:、\p{Script=Han}{2,4})*/gu,
  // schools, whoever went there; 大学生 is no school
  /[^\P{Script=Han}于在和与及是从由自为的了到被把经跟对向同读校]{2,8}(?:大学(?!生)|学院)/gu,
]

export interface RedactOptions {
  readonly terms: HiddenTerms
  readonly patterns: readonly RegExp[]
  /** Line ends stay even inside a hidden piece: for texts whose lines mean something. */
  readonly keepLines?: boolean
}

function markTerm(folded: Folded, joined: string, offsets: readonly number[], term: string, hide: (from: number, to: number) => void): void {
  if (term === '') return
  for (let at = joined.indexOf(term); at >= 0; at = joined.indexOf(term, at + 1)) {
    const first = offsets[at]
    const last = offsets[at + term.length - 1]
    if (first !== undefined && last !== undefined) hide(folded.from[first] ?? 0, folded.from[last] ?? 0)
  }
}

/** Index in UTF-16 of the joined text → index of the sign. */
function offsetsOf(signs: readonly string[]): number[] {
  const offsets: number[] = []
  signs.forEach((sign, i) => {
    for (let unit = 0; unit < sign.length; unit += 1) offsets.push(i)
  })
  return offsets
}

/** The terms as they are looked for: folded, whole names and pairs of adjacent signs; single signs are never terms. */
export function searchTerms({ people, words }: HiddenTerms): string[] {
  const found = new Set<string>()
  for (const name of people) {
    const signs = [...foldedTerm(name)]
    // a name in Latin letters is hidden by its parts; two letters of it would be everywhere
    if (signs.every((sign) => /[a-z0-9']/.test(sign))) {
      for (const part of [name, ...name.split(between)].map(foldedTerm)) if (part.length >= 3) found.add(part)
    } else for (let i = 0; i + 1 < signs.length; i += 1) found.add(`${signs[i]}${signs[i + 1]}`)
  }
  for (const word of words) {
    const term = foldedTerm(word)
    if ([...term].length >= 2) found.add(term)
  }
  return [...found]
}

/** Every place that is to be hidden, as a flag per sign of the original. */
function hiddenSigns(original: readonly string[], { terms, patterns }: RedactOptions): boolean[] {
  const hidden = original.map(() => false)
  const hide = (from: number, to: number) => hidden.fill(true, from, to + 1)
  const folded = fold(original, false)
  const joined = folded.signs.join('')
  const offsets = offsetsOf(folded.signs)
  for (const term of searchTerms(terms)) markTerm(folded, joined, offsets, term, hide)
  const plain = fold(original, true)
  const text = plain.signs.join('')
  const places = offsetsOf(plain.signs)
  const surnames = terms.people.map((name) => [...foldedTerm(name)][0] ?? '').filter((sign) => /\p{Script=Han}/u.test(sign))
  const called = surnames.length > 0 ? [new RegExp(`(?:${[...new Set(surnames)].join('|')})\\s?${address}`, 'gu')] : []
  for (const pattern of [...patterns, ...called])
    for (const hit of text.matchAll(pattern)) {
      const first = places[hit.index]
      const last = places[hit.index + hit[0].trimEnd().length - 1]
      if (first !== undefined && last !== undefined) hide(plain.from[first] ?? 0, plain.from[last] ?? 0)
    }
  return hidden
}

/**
 * The text with bars in place of what is hidden, and how many bars there are. Line ends (`\n`) inside a hidden piece go with it,
 * page ends (`\f`) and cell ends (`\t`) stay. Text that is redacted already may be redacted again with more words.
 */
export function redact(text: string, options: RedactOptions): { text: string; hidden: number } {
  const original = [...text]
  const flags = hiddenSigns(original, options)
  const kept = options.keepLines ? /[\f\t\n]/ : /[\f\t]/
  let out = ''
  let hidden = 0
  let run = 0
  const close = () => {
    if (run === 0) return
    out += barFor(run)
    hidden += 1
    run = 0
  }
  original.forEach((sign, at) => {
    if (flags[at] && !kept.test(sign)) run += 1
    else {
      close()
      out += sign
    }
  })
  close()
  return { text: mergeBars(out), hidden }
}

/** Two bars side by side would tell where one name ends: they become one. */
const mergeBars = (text: string) =>
  text.replace(/▇+(?: ?▇+)*/g, (bars) => {
    const signs = bars.replaceAll(' ', '').length
    return BAR.repeat(barLengths.find((length) => signs <= length) ?? barLengths[2])
  })

/** A text of the applicant cannot bring bars of its own. */
export const withoutBars = (text: string) => text.replace(barPattern, '■')
