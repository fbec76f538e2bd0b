import type * as Fs from 'node:fs'
import { expect, test, vi } from 'vitest'

const disk = vi.hoisted(() => ({ full: false }))
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>()
  return { ...fs, createWriteStream: (path: string, options: object) => fs.createWriteStream(disk.full ? '/dev/full' : path, options) }
})

const { cleanFileName, receiveFile } = await import('./files')

const body = (bytes: number) => new Blob([`%PDF-1.4\n${'x'.repeat(bytes)}`]).stream()

test('a full disk ends the upload with an error and nothing else', async () => {
  disk.full = true
  await expect(receiveFile(body(2_000_000), '计划书.pdf')).rejects.toMatchObject({ code: 'ENOSPC' })
  await expect(receiveFile(body(10), '计划书.pdf')).rejects.toMatchObject({ code: 'ENOSPC' })
  disk.full = false
  await expect(receiveFile(body(10), '计划书.pdf')).resolves.toMatchObject({ name: '计划书.pdf' })
})

test('a shown name has no path, no control and no direction signs', () => {
  expect(cleanFileName('../../etc/\u202Efdp.计划\u0000书.pdf')).toBe('fdp.计划书.pdf')
  expect(cleanFileName('..')).toBe('文件')
})
