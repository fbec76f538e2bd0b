import readXlsx from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { workbook } from './workbook'

test('numbers are numbers, texts are texts, and no text runs as a formula', async () => {
  const bytes = await workbook([
    {
      name: '拨付明细',
      columns: [{ title: '项目' }, { title: '金额元', kind: 'money' }, { title: '个数', kind: 'number' }],
      rows: [
        ['=HYPERLINK("http://x")', 12_345_678n, 3],
        ['澜溪水质监测', 1, null],
      ],
    },
  ])
  const [sheet] = await readXlsx(bytes)
  expect(sheet?.sheet).toBe('拨付明细')
  expect(sheet?.data).toEqual([
    ['项目', '金额元', '个数'],
    ['=HYPERLINK("http://x")', 123_456.78, 3],
    ['澜溪水质监测', 0.01, null],
  ])
})
