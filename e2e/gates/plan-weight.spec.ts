// The plan of the 200 desks: the drawings of all zones together, and every desk a link that can be reached and is named.
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { signedInVisitor } from '../support/http'

const LIMIT = 30 * 1024

test('the drawings of all desks weigh less than 30 KB compressed, and each desk says its code and state', async () => {
  const officer = await signedInVisitor('space')
  const overview = await (await officer.get('/counter/space')).text()
  const zones = [...new Set([...overview.matchAll(/href="(\/counter\/space\/desk~[^"?#]+|\/counter\/space\/desk%7E[^"?#]+)"/g)].map(([, href]) => href ?? ''))]
  const drawings: string[] = []
  for (const zone of zones) {
    const html = await (await officer.get(zone)).text()
    drawings.push(/<svg[^>]*class="floor"[\s\S]*?<\/svg>/.exec(html)?.[0] ?? '')
  }
  const all = drawings.join('')
  const desks = [...all.matchAll(/<a [^>]*aria-label="([^"]+)"/g)].map(([, label]) => label ?? '')
  expect(desks).toHaveLength(200)
  expect(desks.every((label) => /^\S+，\S+/.test(label))).toBe(true)
  expect(new Set(desks.map((label) => label.split('，')[0])).size).toBe(200)
  expect(gzipSync(all, { level: 6 }).length).toBeLessThan(LIMIT)
  await officer.dispose()
})
