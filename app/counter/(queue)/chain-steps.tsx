import type { CasePanel } from '@/lib/foundation/casework/server/queue/counter'

type Chain = NonNullable<CasePanel['chain']>

const roles: Readonly<Record<string, string>> = { intake: '受理窗口', reviewer: '抽取的专家', chair: '评审会主任', leader: '分管领导' }
const said = (line: Chain['lines'][number]): string => {
  if (line.signed) return `${line.signed.name} ${line.signed.when.split(' ')[0] ?? ''}`
  if (line.state === 'done') return '已完成'
  if (line.state === 'at') return line.dueBy ? `现在，${line.dueBy}前` : '现在'
  return roles[line.role] ?? line.role
}
const classes = { done: '', at: 'now', todo: 'todo' } as const

/** The chain with names and dates: what is signed, what is next and until when, what still comes. */
export function ChainSteps({ chain }: { chain: Chain }) {
  return (
    <ol className="chain" aria-label={chain.round > 1 ? `签批，第 ${chain.round} 轮` : '签批'}>
      {chain.lines.map((line) => (
        <li key={line.step} className={classes[line.state]} aria-current={line.state === 'at' ? 'step' : undefined}>
          <b>{line.word}</b>
          <small className={line.signed?.decision === 'reject' ? 'cbad' : undefined}>
            {line.signed?.decision === 'reject' ? '不同意 · ' : ''}
            {said(line)}
          </small>
        </li>
      ))}
    </ol>
  )
}
