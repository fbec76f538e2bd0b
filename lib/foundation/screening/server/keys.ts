import 'server-only'
import { blindIndex } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { formKeys, type KeyKind, screenedForm } from '../model/keys'

export const include = {
  person: { select: { id: true, name: true, phone: true, idBlindIndex: true, idLast4: true } },
  venture: { include: { members: { include: { person: { select: { id: true, phone: true, idBlindIndex: true, idLast4: true } } } } } },
} satisfies Prisma.ApplicationInclude
export type ScreenedRow = Prisma.ApplicationGetPayload<{ include: typeof include }>

export interface Key {
  readonly kind: KeyKind
  readonly value: string
  /** What may be shown of it: a tail of what is personal, the whole of what is public. */
  readonly shown: string
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

interface Someone {
  readonly id?: string
  readonly phone: string | null
  readonly idBlindIndex?: Uint8Array | null
  readonly idLast4?: string | null
}

function keysOfPerson({ id, phone, idBlindIndex, idLast4 }: Someone): Key[] {
  const identity = idBlindIndex ? hex(idBlindIndex) : id
  return [
    ...(identity ? [{ kind: 'identity' as const, value: identity, shown: idLast4 ? `证件尾号 ${idLast4}` : '同一个账号' }] : []),
    ...(phone ? [{ kind: 'phone' as const, value: hex(blindIndex(`phone:${phone}`)), shown: `手机尾号 ${phone.slice(-4)}` }] : []),
  ]
}

/** Everything by which this application may be found again: applicant, present members, company, intellectual property. Each once. */
export function keysOf(row: ScreenedRow): Key[] {
  const members = row.venture?.members.filter((member) => !member.leftAt) ?? []
  const people: Someone[] = [row.person, ...members.map((member) => ({ ...member.person, phone: member.person?.phone ?? member.phone }))]
  const open = formKeys(screenedForm(row.data)).map((key): Key => ({ ...key, shown: key.value }))
  const all = new Map([...people.flatMap(keysOfPerson), ...open].map((key) => [`${key.kind}:${key.value}`, key]))
  return [...all.values()]
}

/** Stores the keys of an application in place of those that it had. */
export async function storeKeys(tx: Tx, row: ScreenedRow, keys: readonly Key[]): Promise<void> {
  await tx.screeningKey.deleteMany({ where: { applicationId: row.id } })
  await tx.screeningKey.createMany({ data: keys.map(({ kind, value }) => ({ applicationId: row.id, kind, value })) })
}
