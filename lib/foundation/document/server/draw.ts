import 'server-only'
import { fromDateColumn } from '@/lib/kernel/calendar-date'
import { env } from '@/lib/platform/env'
import type { Document } from '@/prisma/generated/client'
import { type DocumentKind, documentKinds, layoutOf } from '../model/templates'

const isKind = (kind: string): kind is DocumentKind => (documentKinds as readonly string[]).includes(kind)

/** Draws the PDF of an issued document from its row: the same bytes each time. `name` is the file name for a download. */
export async function drawDocument(row: Document): Promise<{ name: string; pdf: Buffer }> {
  if (!isKind(row.kind)) throw new Error(`document of unknown kind ${row.kind}`)
  // loaded only here: fonts and the PDF library are heavy, and most who use this room never draw
  const { renderDocument } = await import('./pdf/render')
  const layout = layoutOf(row.kind, row.data)
  const origin = new URL(env().NEXTAUTH_URL)
  const query = new URLSearchParams({ number: row.number, code: row.code })
  const pdf = await renderDocument(layout, {
    number: row.number,
    qrUrl: `${origin.origin}/verify?${query}`,
    checkAddress: `${origin.host}/verify`,
    fingerprint: row.fingerprint,
    issuedOn: fromDateColumn(row.issuedOn),
  })
  return { name: `${layout.title} ${row.number}.pdf`, pdf }
}
