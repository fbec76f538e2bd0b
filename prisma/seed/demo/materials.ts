// Materials of the demo: one small PDF for each kind, stored once and handed in with many applications.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import { db } from '@/lib/platform/db'
import { type ReceivedFile, receiveFile } from '@/lib/platform/files'

const names: Readonly<Record<string, string>> = {
  identity: '负责人身份证.pdf',
  study: '学历在线验证报告.pdf',
  plan: '项目计划书.pdf',
  licence: '营业执照.pdf',
  use: '用款计划.pdf',
}

const font = () =>
  path.join(process.env.FONT_DIR ?? path.join(process.cwd(), 'node_modules', '@expo-google-fonts'), 'noto-sans-sc', '400Regular', 'NotoSansSC_400Regular.ttf')

function draw(title: string): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', font: '', info: { Title: title, CreationDate: new Date(0), ModDate: new Date(0) } })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.registerFont('sans', font())
  pdf.font('sans').fontSize(20).text(title).moveDown()
  pdf.fontSize(12).text('这是演示材料，里面的人和事都是虚构的。')
  return new Promise((done, fail) => {
    pdf.on('end', () => done(Buffer.concat(chunks)))
    pdf.on('error', fail)
    pdf.end()
  })
}

const drawn = new Map<string, Promise<ReceivedFile>>()

/** The stored demo file for a material. */
export function demoFile(key: string): Promise<ReceivedFile> {
  const name = names[key] ?? `${key}.pdf`
  const known = drawn.get(key) ?? draw(name.replace('.pdf', '')).then((bytes) => receiveFile(new Blob([new Uint8Array(bytes)]).stream(), name))
  drawn.set(key, known)
  return known
}

/** Hands in the materials that came on paper with imported applications; `except` names the keys that one lacks, by its number. */
export async function handIn(numbers: readonly string[], except: (externalNo: string) => readonly string[]): Promise<void> {
  const open = await db.caseMaterial.findMany({
    where: { case: { application: { externalNo: { in: [...numbers] } } }, fileId: null, state: 'missing' },
    select: { id: true, key: true, case: { select: { personId: true, applicationId: true, application: { select: { externalNo: true } } } } },
  })
  const given = open.filter((material) => !except(material.case.application.externalNo ?? '').includes(material.key))
  const files = new Map<string, { id: string; ownerPersonId: string; applicationId: string; purpose: string } & ReceivedFile>()
  for (const { key, case: row } of given) {
    const at = `${row.applicationId}:${key}`
    if (!files.has(at))
      files.set(at, { id: randomUUID(), ownerPersonId: row.personId, applicationId: row.applicationId, purpose: key, ...(await demoFile(key)) })
  }
  const set = given.map((material) => ({ id: material.id, fileId: files.get(`${material.case.applicationId}:${material.key}`)?.id ?? '' }))
  await db.$transaction([
    db.storedFile.createMany({ data: [...files.values()] }),
    db.$executeRaw`
      UPDATE case_material m SET file_id = given.file_id, state = 'to_check'
        FROM unnest(${set.map((one) => one.id)}::uuid[], ${set.map((one) => one.fileId)}::uuid[]) AS given (id, file_id) WHERE m.id = given.id`,
  ])
}
