import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { missingTitle } from '@/app/guard'

export const metadata: Metadata = { title: missingTitle }

// dynamic on purpose: an unmatched address must carry one CSP header, the nonce's (ADR 0007)
export const dynamic = 'force-dynamic'

export default function Missing() {
  notFound()
}
