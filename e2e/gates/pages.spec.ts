// Persona × page: every page and route handler of the matrix over HTTP, with the founder's own objects, as somebody to whom
// they are foreign, and with objects that do not exist. Runs against the built app and the development server.
import { type APIRequestContext, expect, test } from '@playwright/test'
import { homeOf } from '@/lib/foundation/identity/model/home'
import { type RoleCode, roleCodes } from '@/lib/kernel/actor'
import { withAppDatabase } from '../support/app-database'
import { signedInVisitor, visitor, wordsOf } from '../support/http'
import { type Objects, type PageRow, pageRows } from './pages'
import { demoLogin, type Persona, personas } from './personas'

const missing: Objects = {
  applicationId: '00000000-0000-4000-8000-000000000000',
  caseNo: 'GW-2026-9999-X',
  documentId: '00000000-0000-4000-8000-000000000001',
  fileId: '00000000-0000-4000-8000-000000000002',
  personId: '00000000-0000-4000-8000-000000000003',
  zone: 'no-such-zone',
  agreementNo: 'XY-2000-0001-0',
  roundId: '00000000-0000-4000-8000-000000000004',
  drawNo: 'YH-2000-0001',
  meetingId: '00000000-0000-4000-8000-000000000005',
  noticeNo: 'GS-2000-0001',
  objectionNo: 'YY-2000-0001',
  reviewerId: '00000000-0000-4000-8000-000000000006',
  lineId: '00000000-0000-4000-8000-000000000007',
}

/** The round is named: other gates make rounds of their own, whose experts are drawn, and the chair may be one of them. */
async function readObjects(): Promise<Objects> {
  return withAppDatabase(async (client) => {
    const { rows } = await client.query(`
      SELECT a.id AS "applicationId", a.person_id AS "personId", c.case_no AS "caseNo",
             (SELECT d.id FROM document d JOIN case_file x ON x.id = d.case_id WHERE x.application_id = a.id LIMIT 1) AS "documentId",
             (SELECT f.id FROM case_material m JOIN case_file x ON x.id = m.case_id JOIN stored_file f ON f.id = m.file_id
               WHERE x.application_id = a.id AND f.purpose = 'plan' AND f.deleted_at IS NULL LIMIT 1) AS "fileId",
             (SELECT number FROM support_agreement g WHERE g.person_id = a.person_id AND g.state = 'in_force' LIMIT 1) AS "agreementNo",
             (SELECT id FROM round WHERE name LIKE '%第二批项目资助') AS "roundId",
             (SELECT number FROM draw WHERE state = 'published' AND public ORDER BY number LIMIT 1) AS "drawNo",
             (SELECT id FROM panel_meeting WHERE state = 'closed' ORDER BY id LIMIT 1) AS "meetingId",
             (SELECT number FROM public_notice WHERE state = 'published' ORDER BY number LIMIT 1) AS "noticeNo",
             (SELECT number FROM objection WHERE kind = 'objection' ORDER BY number LIMIT 1) AS "objectionNo",
             (SELECT id FROM reviewer ORDER BY no LIMIT 1) AS "reviewerId",
             (SELECT id FROM fund_line WHERE code = 'grant' ORDER BY year LIMIT 1) AS "lineId",
             'none' AS zone
        FROM application a JOIN app_user u ON u.person_id = a.person_id JOIN case_file c ON c.application_id = a.id
       WHERE u.login_name = 'founder' AND a.state = 'submitted' ORDER BY c.case_no LIMIT 1`)
    return rows[0]
  })
}

const people = personas.filter((persona) => persona === 'anonymous' || demoLogin[persona])
const clients = new Map<Persona, APIRequestContext>()
/** The demo's chair is an expert as well: who signs in holds the roles of their account. */
const held = new Map<Persona, readonly RoleCode[]>()
let objects: Objects

async function readRoles(persona: Persona): Promise<readonly RoleCode[]> {
  const granted = 'SELECT role_code AS role FROM role_grant g JOIN app_user u ON u.id = g.user_id WHERE u.login_name = $1 AND g.revoked_at IS NULL'
  return withAppDatabase(async (client) => (await client.query<{ role: RoleCode }>(granted, [demoLogin[persona]])).rows.map(({ role }) => role))
}

test.setTimeout(600_000)

test.beforeAll(async () => {
  objects = await readObjects()
  for (const persona of people) {
    const login = demoLogin[persona]
    held.set(persona, login ? await readRoles(persona) : [])
    clients.set(persona, login ? await signedInVisitor(login) : await visitor())
  }
  const zone = await clients.get('space')?.get('/counter/space')
  const found = /href="\/counter\/space\/([^"/?#]*(?:~|%7E)[^"/?#]*)"/.exec((await zone?.text()) ?? '')
  objects = { ...objects, zone: decodeURIComponent(found?.[1] ?? 'none') }
})
test.afterAll(async () => {
  for (const client of clients.values()) await client.dispose()
})

interface Seen {
  readonly status: number
  readonly to: string | null
  readonly words: string
}

async function look(client: APIRequestContext, address: string): Promise<Seen> {
  const answer = await client.get(address)
  const to = answer.headers().location ?? null
  const text = answer.headers()['content-type']?.startsWith('text/html') ? wordsOf(await answer.text()) : ''
  return { status: answer.status(), to: to && new URL(to, 'http://x').pathname, words: text }
}

/** A persona that is a role enters by any role of the account; one that is a relation by that relation alone. */
const entersAs = (persona: Persona): readonly Persona[] => (roleCodes.some((role) => role === persona) ? (held.get(persona) ?? []) : [persona])
const mayEnter = (row: PageRow, persona: Persona): boolean => row.who === 'everyone' || entersAs(persona).some((one) => row.who.includes(one))

/** What the matrix says about somebody at an address with the founder's objects. */
function expected(row: PageRow, persona: Persona): { status: number; to?: string } {
  const home = homeOf(new Set(held.get(persona)))
  if (row.signedInLeave && persona !== 'anonymous') return { status: 307, to: home }
  if (row.notYet?.includes(persona)) return { status: 403 }
  if (mayEnter(row, persona)) return { status: row.status ?? 200 }
  if (persona === 'anonymous' && !row.hiddenFromAll) return row.kind === 'page' ? { status: 307, to: '/sign-in' } : { status: 401 }
  if (row.staffGoHome && home !== '/my') return { status: 307, to: home }
  return { status: 404 }
}

const asked = pageRows.filter((row) => !row.elsewhere)
const own = (row: PageRow) => row.at?.(objects) ?? row.path
const none = (row: PageRow) => row.at?.(missing) ?? row.path

for (const row of asked)
  test(`${row.kind} ${row.path}`, async () => {
    const faults: string[] = []
    const namesObject = own(row) !== none(row)
    const some = row.who === 'everyone' ? people.filter((persona) => ['anonymous', 'applicant', 'intake'].includes(persona)) : people
    for (const persona of some) {
      const client = clients.get(persona)
      if (!client) continue
      const want = expected(row, persona)
      const seen = await look(client, own(row))
      if (seen.status !== want.status || (want.to && seen.to !== want.to))
        faults.push(`${persona}: should get ${want.status} ${want.to ?? ''}, got ${seen.status} ${seen.to ?? ''}`)
      if (!namesObject) continue
      const nothing = await look(client, none(row))
      const may = mayEnter(row, persona) || row.notYet?.includes(persona)
      if (may && nothing.status !== 404) faults.push(`${persona}: a missing thing should be 404, got ${nothing.status} ${nothing.to ?? ''}`)
      if (!may && (nothing.status !== seen.status || (seen.status !== 307 && nothing.words !== seen.words) || (seen.status === 307 && want.to !== nothing.to)))
        faults.push(`${persona}: foreign and missing differ: ${seen.status} ${seen.to ?? ''} / ${nothing.status} ${nothing.to ?? ''}`)
    }
    expect(faults).toEqual([])
  })
