import { serveUpload } from '@/app/api/upload'
import { kindField } from '@/lib/foundation/ledger-import/model/schema'
import { mayUpload, uploadLedger } from '@/lib/foundation/ledger-import/server/commands/upload'
import { AppError } from '@/lib/kernel/app-error'
import { tableTypes } from '@/lib/platform/files'

const UPLOAD_MINUTES = 5

/** Receives a ledger as the bare body, with `kind` and `name` in the address. Who may is asked before the first byte is read. */
export const PUT = serveUpload('import.upload', UPLOAD_MINUTES, async ({ ctx, query, take }) => {
  const kind = kindField.safeParse(query.get('kind'))
  if (!kind.success) throw AppError.invalid({ kind: 'import.kind_unknown' })
  await mayUpload(ctx, { kind: kind.data })
  return uploadLedger(ctx, { kind: kind.data, file: await take(query.get('name') ?? '', tableTypes) })
})
