import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barPattern, barSizeOf, contactPatterns, type HiddenTerms, redact, searchTerms, spellingsOf, tracePatterns, withoutBars } from './redact'

const patterns = [...contactPatterns, ...tracePatterns]
const terms: HiddenTerms = {
  people: ['周予安', '欧阳若川', '石一', 'Anna Zhou'],
  words: [...spellingsOf('湘潭石榴智造科技有限公司'), ...spellingsOf('湘州理工大学'), '轴承声纹监测仪', '91430300MA4L1C2D3X'],
}
const blind = (text: string) => redact(text, { terms, patterns }).text
const none = { people: [], words: [] }

describe('the redactor', () => {
  it.each([
    '周予安',
    '周 予 安',
    '周　予　安',
    '周\n予安',
    '周·予·安',
    '周\u200b予\u2060安',
    '予安',
    '欧阳',
    '若\n川',
    '周老师',
    '石总',
    'ANNA zhou',
    'Ａｎｎａ　Ｚｈｏｕ',
    'A n n a Z h o u',
    '湘潭石榴智造科技有限公司',
    '石榴智造',
    '石 榴 智 造 科 技',
    '湘州理工大学',
    '湘州理工',
    '轴承声纹\n监测仪',
    '９１４３０３００ＭＡ４Ｌ１Ｃ２Ｄ３Ｘ',
    '91430300 MA4L 1C2D 3X',
  ])('hides %j in every spelling', (spelling) => {
    expect(blind(`由${spelling}提出。`)).toMatch(/^由▇+提出。$/)
  })

  it.each([
    '19907310000',
    '199 0731 0000',
    '+86 199-0731-0000',
    '１９９０７３１００００',
    '1 9 9 0 7 3 1 0 0 0 0',
    '0731-5550 0188',
    '400-820-0000',
    'zhou.an@demo.climber.example',
    'zhou @ demo . example',
    'https://shiliu.example/plan',
    'www.shiliu.cn',
    'shiliu-tech.com.cn',
    '430302200001019972',
    '43030220000101997X',
    '6222 0000 1111 2222 333',
    '微信：shiliu_2026',
    'QQ群 12345678',
    'ZL 2023 2 1234567.8',
    '2024SR0123456',
    '湘潭市岳塘区芙蓉大道 88 号创新大厦 3 栋',
    '岳麓山大学',
  ])('hides %j whoever it belongs to', (contact) => {
    const text = redact(`见${contact}。`, { terms: none, patterns }).text
    expect(text).toMatch(/^[见]?▇+[。]$/)
  })

  it.each([
    ['权利人为别处的某某科技有限公司，已授权', /^权利人为▇+，已授权$/],
    ['发明人：王某某、李某，2025 年', /^发明人:?：?▇+，2025 年$/],
    ['指导老师：赵某某。', /^指导老师：▇+。$/],
  ])('hides who is named as owner, inventor or tutor: %j', (text, after) => {
    expect(redact(text, { terms: none, patterns }).text).toMatch(after)
  })

  it('leaves what tells about the project', () => {
    const text = '在试验台采集了 6 类轴承、共 412 小时声音。单点成本 390 元，1,480 转/分，噪声 78 dB；2027 年 3 月前给出结论，大学生创业，合计 11870000 元。'
    expect(redact(text, { terms, patterns })).toEqual({ text, hidden: 0 })
  })

  it('tells by the length of a bar no length of a name: two, three and four signs look alike', () => {
    const bars = ['石一', '周予安', '欧阳若川'].map(blind)
    expect(new Set(bars).size).toBe(1)
    expect(barSizeOf(bars[0] ?? '')).toBe('s')
    expect(blind('周予安周予安').match(barPattern)).toHaveLength(1)
  })

  it('keeps pages and cells apart and takes line ends along', () => {
    expect(blind('第一页周予\f安第二页')).toMatch(/^第一页▇+\f▇+第二页$/)
    expect(blind('负责人\t周予安\t39')).toMatch(/^负责人\t▇+\t39$/)
  })

  it('takes no bars from the text itself', () => {
    expect(withoutBars('原文▇▇里')).toBe('原文■里')
  })

  const plain = (text: string) =>
    [...text.normalize('NFKD')]
      .filter((sign) => !/[\p{M}\s\p{Cf}\p{Cc}\p{Z}·•・‧∙⋅.\-‐-―_*~|/\\ー—]/u.test(sign))
      .join('')
      .toLowerCase()
  const hanName = fc.string({ unit: fc.constantFrom(...'周予安林知夏石一鸣欧阳若川'), minLength: 2, maxLength: 4 })
  const noise = fc.string({ unit: fc.constantFrom(...'的声音在试验台，。 轴承周予安林▇12a\n\t'), maxLength: 12 })
  const gap = fc.constantFrom('', ' ', '　', '\n', '·', '\u200b', '-', '\r\n')
  const wide = (text: string) => [...text].map((sign) => (/[!-~]/.test(sign) ? String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0) : sign)).join('')

  it('whatever the text and the spelling: no hidden term and no two adjacent signs of a name survive', () => {
    fc.assert(
      fc.property(
        fc.array(hanName, { minLength: 1, maxLength: 3 }),
        fc.string({ unit: fc.constantFrom(...'石榴智造科技abc12'), minLength: 2, maxLength: 6 }),
        fc.array(fc.tuple(noise, fc.nat(), gap, fc.boolean()), { minLength: 1, maxLength: 8 }),
        (people, word, parts) => {
          const all = [...people, word]
          const text = parts.map(([before, which, sep, full]) => {
            const term = [...(all[which % all.length] ?? '')].join(sep)
            return before + (full ? wide(term) : term)
          })
          const after = redact(withoutBars(text.join('')), { terms: { people, words: [word] }, patterns }).text
          const left = plain(after)
          for (const term of searchTerms({ people, words: [word] })) expect(left).not.toContain(term)
          for (const name of people) for (let i = 0; i + 1 < [...name].length; i += 1) expect(left).not.toContain([...name].slice(i, i + 2).join(''))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('redacting again with more words only hides more', () => {
    const once = blind('周予安和林知夏在石榴智造')
    const again = redact(once, { terms: { people: [], words: ['林知夏'] }, patterns: [] })
    expect(again.text).not.toContain('林知夏')
    expect(again.text).not.toContain('周')
  })
})
