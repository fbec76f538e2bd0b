import { expect, test } from 'vitest'
import { cleanText } from './text'

test.each(['', '澜溪水质监测', 'emoji 👍🏽 and 𠮷', 'line\nbreak'])('%j may be kept', (text) => expect(cleanText(text)).toBe(true))
test.each(['a\0b', '\ud800', 'x\u202egpj.exe', '\u2066hidden'])('%j may not', (text) => expect(cleanText(text)).toBe(false))
