// The plan that a team hands in: a real PDF with text, in which names, school and telephone stand as people write them.
import path from 'node:path'
import PDFDocument from 'pdfkit'
import { type ReceivedFile, receiveFile } from '@/lib/platform/files'
import type { GrantProject } from './projects'

export interface PlanPeople {
  readonly lead: string
  readonly others: readonly string[]
  readonly school: string
  readonly phone: string
}

const font = () =>
  path.join(process.env.FONT_DIR ?? path.join(process.cwd(), 'node_modules', '@expo-google-fonts'), 'noto-sans-sc', '400Regular', 'NotoSansSC_400Regular.ttf')

interface Chapter {
  readonly title: string
  readonly paragraphs: readonly string[]
}

function chapters(project: GrantProject, people: PlanPeople): Chapter[] {
  const team = [people.lead, ...people.others].join('、')
  return [
    {
      title: '一、要解决的问题',
      paragraphs: [project.problem, `${people.lead}在${people.school}读书时开始做这件事，团队现在有 ${people.others.length + 1} 个人。`],
    },
    { title: '二、怎么做', paragraphs: [project.approach, `${project.venture}的样品和数据都在智造谷众创中心，评审老师可以来看。`] },
    { title: '三、已经做到哪里', paragraphs: [project.evidence, project.customers] },
    { title: '四、还没解决的', paragraphs: [project.unsolved] },
    { title: '五、钱怎么用', paragraphs: [`申请 ${project.askYuan.toLocaleString('en-US')} 元：${project.use}。`] },
    {
      title: '六、团队',
      paragraphs: [
        `${team}。负责人${people.lead}，${people.school}毕业，联系电话 ${people.phone}。`,
        project.milestones.map((one) => `${one.months} 个月内：${one.title}（以${one.evidence}为准）`).join('；'),
      ],
    },
  ]
}

/** Two pages of A4: three chapters each. */
export function planOf(project: GrantProject, people: PlanPeople): Promise<ReceivedFile> {
  const pdf = new PDFDocument({
    size: 'A4',
    font: '',
    margin: 72,
    info: { Title: `${project.venture}项目计划书`, Author: people.lead, CreationDate: new Date(0), ModDate: new Date(0) },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.registerFont('sans', font())
  pdf.font('sans').fontSize(20).text(`${project.venture}项目计划书`).moveDown()
  chapters(project, people).forEach((chapter, i) => {
    if (i === 3) pdf.addPage()
    pdf.fontSize(15).text(chapter.title).moveDown(0.4)
    for (const paragraph of chapter.paragraphs) pdf.fontSize(11).text(paragraph, { lineGap: 6 }).moveDown(0.6)
    pdf.moveDown(0.6)
  })
  return new Promise((done, fail) => {
    pdf.on('end', () =>
      receiveFile(new Blob([new Uint8Array(Buffer.concat(chunks))]).stream(), `${project.venture}项目计划书-${people.lead}.pdf`).then(done, fail),
    )
    pdf.on('error', fail)
    pdf.end()
  })
}
