import { defineMachine } from '@/lib/kernel/machine'

/** What the zone knows of a person: a row of a ledger, a proved mobile number, an identity card that was seen. */
export const personMachine = defineMachine({
  name: 'person',
  states: ['imported', 'registered', 'verified'],
  initial: 'imported',
  terminal: ['verified'],
  groups: { withAccount: ['registered', 'verified'] },
  transitions: {
    imported: { register: 'registered' },
    registered: { verify: 'verified' },
  },
})

export type PersonState = (typeof personMachine)['states'][number]

export const personWords: Record<PersonState, { staff: string; applicant: string; means: string }> = {
  imported: { staff: '台账导入', applicant: '台账里的人', means: '来自台账，没有账号，也没有证件号' },
  registered: { staff: '已注册', applicant: '已注册', means: '手机号核过，证件还没有当面核' },
  verified: { staff: '已核验', applicant: '身份已核验', means: '证件与本人当面核过' },
}
