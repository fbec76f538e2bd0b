import { defineMachine } from '@/lib/kernel/machine'

/** A holding of a unit from the hold to the end. */
export const allocationMachine = defineMachine({
  name: 'allocation',
  states: ['held', 'offered', 'accepted', 'occupied', 'notice_given', 'vacated', 'declined', 'expired', 'released'],
  initial: 'held',
  terminal: ['vacated', 'declined', 'expired', 'released'],
  groups: { live: ['held', 'offered', 'accepted', 'occupied', 'notice_given'] },
  transitions: {
    held: { offer: 'offered', release: 'released', expire: 'expired' },
    offered: { accept: 'accepted', decline: 'declined', expire: 'expired', release: 'released' },
    accepted: { check_in: 'occupied', release: 'released' },
    occupied: { give_notice: 'notice_given', vacate: 'vacated' },
    notice_given: { vacate: 'vacated' },
  },
})

export type AllocationState = (typeof allocationMachine)['states'][number]

export const unitMachine = defineMachine({
  name: 'unit',
  states: ['available', 'reserved', 'maintenance', 'closed'],
  initial: 'available',
  terminal: [],
  groups: {},
  transitions: {
    available: { reserve: 'reserved', maintain: 'maintenance', close: 'closed' },
    reserved: { open: 'available', maintain: 'maintenance' },
    maintenance: { open: 'available', close: 'closed' },
    closed: { open: 'available' },
  },
})

export type UnitState = (typeof unitMachine)['states'][number]
export type UnitEvent = 'reserve' | 'maintain' | 'close' | 'open'

/** Buttons of the counter, by event. */
export const unitEventWords: Record<UnitEvent, string> = { reserve: '预留', maintain: '报修', close: '停用', open: '恢复可用' }

export const allocationWords: Record<AllocationState, { applicant: string; staff: string }> = {
  held: { applicant: '正在给你留位', staff: '已留位' },
  offered: { applicant: '等你确认', staff: '等对方确认' },
  accepted: { applicant: '你确认了，可以入驻', staff: '已确认，待入驻' },
  occupied: { applicant: '正在使用', staff: '已入住' },
  notice_given: { applicant: '准备退出', staff: '已提退出' },
  vacated: { applicant: '已经退出', staff: '已腾退' },
  declined: { applicant: '你没有要', staff: '已放弃' },
  expired: { applicant: '过了确认时间', staff: '超时未确认' },
  released: { applicant: '已收回', staff: '已释放' },
}
