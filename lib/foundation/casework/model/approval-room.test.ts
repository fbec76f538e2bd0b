import { expect, test } from 'vitest'
import { approvalRoom } from './approval-room'

const lines = [
  { id: 'a', name: '项目资助', availableFen: '1000' },
  { id: 'b', name: '机动', availableFen: '500' },
]

test('what a choice leaves on the lines that it touches, to the fen', () => {
  const exact = approvalRoom(lines, [
    { lineId: 'a', amountFen: '400' },
    { lineId: 'a', amountFen: '600' },
    { lineId: null, amountFen: null },
  ])
  expect(exact).toMatchObject({ totalFen: 1000n, over: false, lines: [{ id: 'a', afterFen: 0n }] })
  expect(approvalRoom(lines, [{ lineId: 'a', amountFen: '1001' }])).toMatchObject({ over: true, lines: [{ afterFen: -1n }] })
  expect(approvalRoom(lines, [])).toEqual({ lines: [], totalFen: 0n, over: false })
})
