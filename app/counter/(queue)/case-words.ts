import type { CasePanel } from '@/lib/foundation/casework/server/queue/counter'
import { formatYuan } from '@/lib/kernel/money'

/** What is asked for, in one line: `免费办公场地 2 个`, `融资对接 500,000 元`. */
export function askOf(panel: Pick<CasePanel, 'item' | 'amountFen' | 'quantity' | 'headroom'>): string {
  if (panel.amountFen !== null) return `${panel.item} ${formatYuan(BigInt(panel.amountFen), { decimals: 0 })} 元`
  return panel.headroom ? `${panel.item} ${panel.quantity} ${panel.headroom.kind === 'desk' ? '个工位' : '间'}` : panel.item
}

export const bytes = (size: number): string => (size < 1_048_576 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1_048_576).toFixed(1)} MB`)
