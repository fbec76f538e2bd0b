'use client'

import { lazy, Suspense } from 'react'
import type { RecordToVerify } from '@/lib/foundation/draw/model/order'

const Verdict = lazy(async () => ({ default: (await import('./verdict')).Verdict }))

/** The arithmetic of the check comes after the page, so that the page itself stays light. */
export const VerdictLater = ({ record, file }: { record: RecordToVerify; file: string }) => (
  <Suspense>
    <Verdict record={record} file={file} />
  </Suspense>
)
