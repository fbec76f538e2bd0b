// Persona × page: every page and route handler of the matrix over HTTP, with the founder's own objects, as somebody to whom
// they are foreign, and with objects that do not exist. Runs against the built app and the development server.
import { type APIRequestContext, expect, test } from '@playwright/test'
import { homeOf } from '@/lib/foundation/identity/model/home'
import { withAppDatabase } from '../support/app-database'
import { signedInVisitor, visitor, wordsOf } from '../support/http'
import { type Objects, type PageRow, pageRows } from './pages'
import { demoLogin, type Persona, personas, rolesOf } from './personas'

const missing: Objects = {
  applicationId: '00000000-0000-4000-8000-000000000000',
  caseNo: 'GW-2026-9999-X',
  documentId: '00000000-0000-4000-8000-000000000001',
  fileId: '00000000-0000-4000-8000-000000000002',
  personId: '00000000-0000-4000-8000-000000000003',
  zone: 'no-such-zone',
}

async function readObjects(): Promise<Objects> {
  return withAppDatabase(async (client) => {
    const { rows } = await client.query(`
      SELECT a.id AS "applicationId", a.person_id AS "personId", c.case_no AS "caseNo",
             (SELECT d.id FROM document d JOIN case_file x ON x.id = d.case_id WHERE x.application_id = a.id LIMIT 1) AS "documentId",
             (SELECT f.id FROM case_material m JOIN case_file x ON x.id = m.case_id JOIN stored_file f ON f.id = m.file_id
               WHERE x.application_id = a.id AND f.purpose = 'plan' AND f.deleted_at IS NULL LIMIT 1) AS "fileId",
             'none' AS zone
        FROM application a JOIN app_user u ON u.person_id = a.person_id JOIN case_file c ON c.application_id = a.id
       WHERE u.login_name = 'founder' AND a.state = 'submitted' ORDER BY c.case_no LIMIT 1`)
    return rows[0]
  })
}

const people = personas.filter((persona) => persona === 'anonymous' || demoLogin[persona])
const clients = new Map<Persona, APIRequestContext>()
let objects: Objects

test.setTimeout(600_000)

test.beforeAll(async () => {
  objects = await readObjects()
  for (const persona of people) {
    const login = demoLogin[persona]
    clients.set(persona, login ? await signedInVisitor(login) : await visitor())
  }
  const zone = await clients.get('space')?.get('/counter/space')
  const found = /href="\/counter\/space\/([^"/?#]+)"/.exec((await zone?.text()) ?? '')
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

const mayEnter = (row: PageRow, persona: Persona): boolean => row.who === 'everyone' || row.who.includes(persona)

/** What the matrix says about somebody at an address with the founder's objects. */
function expected(row: PageRow, persona: Persona): { status: number; to?: string } {
  const home = homeOf(new Set(rolesOf(persona)))
  if (row.signedInLeave && persona !== 'anonymous') return { status: 307, to: home }
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
    const namesObject = row.at !== undefined && row.who !== 'everyone'
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
      const may = mayEnter(row, persona)
      if (may && nothing.status !== 404) faults.push(`${persona}: a missing thing should be 404, got ${nothing.status} ${nothing.to ?? ''}`)
      if (!may && (nothing.status !== seen.status || (seen.status !== 307 && nothing.words !== seen.words) || (seen.status === 307 && want.to !== nothing.to)))
        faults.push(`${persona}: foreign and missing differ: ${seen.status} ${seen.to ?? ''} / ${nothing.status} ${nothing.to ?? ''}`)
    }
    expect(faults).toEqual([])
  })
