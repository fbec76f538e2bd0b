import { defineMachine } from '@/lib/kernel/machine'

/** The form itself; what happens afterwards belongs to its cases. */
export const applicationMachine = defineMachine({
  name: 'application',
  states: ['draft', 'submitted', 'withdrawn'],
  initial: 'draft',
  terminal: ['withdrawn'],
  groups: { editable: ['draft'] },
  transitions: { draft: { submit: 'submitted', withdraw: 'withdrawn' }, submitted: { withdraw: 'withdrawn' } },
})
