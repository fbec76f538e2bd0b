import { Tag } from '@/app/_ui/tag'
import { UploadField } from '@/app/my/upload-field'
import { isOpen } from '@/lib/foundation/casework/model/machine'
import type { CaseView } from '@/lib/foundation/casework/server/case-view'
import { ResubmitButton } from './resubmit-button'

const states: Record<string, { kind: 'ok' | 'warn' | 'info' | 'mute'; word: string }> = {
  to_check: { kind: 'info', word: '等窗口看' },
  checked: { kind: 'ok', word: '看过了' },
  missing: { kind: 'mute', word: '没交' },
  refused: { kind: 'warn', word: '要重新交' },
}

/** Nobody looks at papers of a case that is over. */
function wordOf(one: CaseView['materials'][number], over: boolean): string {
  if (one.state === 'missing' && !one.required) return '没交，可以不交'
  if (over && one.state === 'to_check') return '交了'
  return states[one.state]?.word ?? one.state
}

/** What was handed in; while something is asked for again, where to put it and the way back to the window. */
export function Materials({ view }: { view: CaseView }) {
  const asking = view.allowed.supplement
  const over = !isOpen(view.state)
  const asked = view.materials.filter((one) => one.remark !== '' && (one.state === 'missing' || one.state === 'refused'))
  return (
    <section className="card" id="materials">
      <div className="ch">
        <h2>{asking && asked.length > 0 ? `要补 ${asked.length} 份材料` : '材料'}</h2>
      </div>
      <div className="case">
        {asking ? (
          <>
            {asked.map((one) => (
              <UploadField
                key={one.key}
                target={{ case: view.caseNo }}
                line={{ key: one.key, name: one.name, required: true, hint: '', where: '', file: one.file }}
                remark={one.remark}
              />
            ))}
            <ResubmitButton caseNo={view.caseNo} version={view.version} missing={asked.length} />
          </>
        ) : null}
        <ul className="docs flat">
          {view.materials
            .filter((one) => !asking || !asked.includes(one))
            .map((one) => (
              <li key={one.key}>
                <span className="grow">
                  {one.name}
                  {one.file && (view.mine || one.key !== 'identity') ? (
                    <small className="block">
                      <a href={`/api/files/${one.file.id}?preview`} target="_blank" rel="noreferrer">
                        {one.file.name}
                      </a>
                    </small>
                  ) : null}
                </span>
                <Tag kind={over && one.state === 'to_check' ? 'mute' : (states[one.state]?.kind ?? 'mute')}>{wordOf(one, over)}</Tag>
              </li>
            ))}
        </ul>
      </div>
    </section>
  )
}
