import 'server-only'
import { dateInShanghai, fromDateColumn } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import type { Person, Prisma, Reviewer } from '@/prisma/generated/client'
import { loadRules } from '../../programme/server/door'
import type { ApplicationFacts, EdgeFacts, GraphFacts, PersonFacts } from '../model/facts'
import { isCompanyKind, isRecordedKind } from '../model/kinds'
import { sameOrganisation } from '../model/normal'

const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))]
const ms = (at: Date | null): number | null => at?.getTime() ?? null

type AppRow = Prisma.ApplicationGetPayload<{ include: { venture: true; round: { select: { chain: true } } } }>
type Root = (id: string) => string

/** Who was merged into whom, over several merges: the ids of merged rows with the person they are now. */
async function mergedInto(client: Tx): Promise<Map<string, string>> {
  const rows = await client.person.findMany({ where: { mergedIntoId: { not: null } }, select: { id: true, mergedIntoId: true } })
  const into = new Map(rows.map((row) => [row.id, row.mergedIntoId]))
  const root = (id: string): string => {
    let at = id
    for (let next = into.get(at); next; next = into.get(at)) at = next
    return at
  }
  return new Map(rows.map((row) => [row.id, root(row.id)]))
}

async function loadEdges(client: Tx, root: Root): Promise<EdgeFacts[]> {
  const rows = await client.personRelation.findMany({ where: { withdrawnAt: null } })
  return rows.flatMap((row) =>
    isRecordedKind(row.kind)
      ? {
          kind: row.kind,
          personId: root(row.personId),
          otherId: row.otherId && root(row.otherId),
          ventureId: row.ventureId,
          organisation: { name: row.organisation, code: row.creditCode },
          sinceOn: row.sinceOn && fromDateColumn(row.sinceOn),
          untilOn: row.untilOn && fromDateColumn(row.untilOn),
        }
      : [],
  )
}

/** People of the companies behind the applications: they stand on the side of the application. */
function companyPeople(edges: readonly EdgeFacts[], applications: readonly AppRow[]): string[] {
  const ventures = applications.flatMap(({ venture }) => venture ?? [])
  const here = (edge: EdgeFacts) =>
    ventures.some((one) => edge.ventureId === one.id || sameOrganisation(edge.organisation, { name: one.companyName, code: one.creditCode }))
  return edges.filter((edge) => isCompanyKind(edge.kind) && here(edge)).map((edge) => edge.personId)
}

type PersonRow = Pick<Person, 'id' | 'name' | 'phone' | 'school'> & { user: { phone: string | null } | null; reviewer: Reviewer | null }

function personFacts(id: string, rows: readonly PersonRow[]): PersonFacts[] {
  const row = rows.find((one) => one.id === id)
  if (!row) return []
  const reviewer = rows.find((one) => one.reviewer)?.reviewer
  return [
    {
      id,
      name: row.name,
      phones: rows.flatMap((one) => [one.phone, one.user?.phone ?? null]),
      school: row.school,
      reviewer: reviewer ? { no: reviewer.no, employer: { name: reviewer.employer, code: reviewer.employerCode } } : null,
    },
  ]
}

const applicationFacts = (row: Omit<AppRow, 'venture'>, root: Root): ApplicationFacts => ({
  id: row.id,
  personId: root(row.personId),
  ventureId: row.ventureId,
  roundId: row.roundId,
  ranked: row.round.chain === 'panel',
  submitted: row.state === 'submitted',
  submittedAt: ms(row.submittedAt),
})

const withRound = { round: { select: { chain: true } } } as const

/** Everything that the graph needs to say what these people have to do with these applications: ten statements, whatever the number of pairs. */
export async function loadGraphFacts(client: Tx, personIds: readonly string[], applicationIds: readonly string[]): Promise<GraphFacts> {
  const rules = await loadRules(client, ['relation.employer_years', 'relation.mentor_years', 'relation.contract_years'])
  const alias = await mergedInto(client)
  const root: Root = (id) => alias.get(id) ?? id
  const edges = await loadEdges(client, root)
  const asked = await client.application.findMany({ where: { id: { in: [...applicationIds] } }, include: { venture: true, ...withRound } })
  const ventureIds = unique(asked.map((row) => row.ventureId))
  const teams = await client.ventureMember.findMany({ where: { ventureId: { in: ventureIds } }, select: { personId: true } })
  const named = [...personIds, ...asked.map((row) => row.personId), ...unique(teams.map((row) => row.personId)), ...companyPeople(edges, asked)]
  const wanted = unique(named.map(root))
  const rowIds = [...wanted, ...[...alias].filter(([, into]) => wanted.includes(into)).map(([id]) => id)]
  const people = await client.person.findMany({
    where: { id: { in: rowIds } },
    select: { id: true, name: true, phone: true, school: true, user: { select: { phone: true } }, reviewer: true },
  })
  const memberships = await client.ventureMember.findMany({ where: { OR: [{ personId: { in: rowIds } }, { ventureId: { in: ventureIds } }] } })
  const asking = new Set(personIds.map(root))
  const isAsking = (id: string | null) => id !== null && asking.has(root(id))
  const rivals = await client.application.findMany({
    where: {
      state: 'submitted',
      roundId: { in: unique(asked.filter((row) => row.round.chain === 'panel').map((row) => row.roundId)) },
      OR: [
        { personId: { in: rowIds.filter(isAsking) } },
        { ventureId: { in: unique(memberships.filter((row) => isAsking(row.personId)).map((row) => row.ventureId)) } },
      ],
    },
    include: withRound,
  })
  const ventures = await client.venture.findMany({
    where: { id: { in: unique([...memberships.map((row) => row.ventureId), ...ventureIds, ...edges.map((edge) => edge.ventureId)]) } },
    select: { id: true, name: true, companyName: true, creditCode: true },
  })
  return {
    periods: {
      employerYears: rules['relation.employer_years'].value,
      mentorYears: rules['relation.mentor_years'].value,
      contractYears: rules['relation.contract_years'].value,
    },
    alias,
    people: wanted.flatMap((id) =>
      personFacts(
        id,
        people.filter((row) => root(row.id) === id),
      ),
    ),
    edges,
    memberships: memberships.map(({ personId, name, phone, ventureId, leftAt }) => ({
      personId: personId && root(personId),
      name,
      phone,
      ventureId,
      leftAt: ms(leftAt),
      leftOn: leftAt && dateInShanghai(leftAt),
    })),
    ventures: ventures.map(({ id, name, companyName, creditCode }) => ({ id, name, company: { name: companyName, code: creditCode } })),
    applications: [...new Map([...rivals, ...asked].map((row) => [row.id, applicationFacts(row, root)])).values()],
  }
}
