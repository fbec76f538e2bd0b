import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const metadata: Metadata = { title: '没有这一页' }

// dynamic on purpose: an unmatched address must carry one CSP header, the nonce's (ADR 0007)
export const dynamic = 'force-dynamic'

export default function Missing() {
  notFound()
}
