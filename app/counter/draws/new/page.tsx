import { StaffFrame } from '@/app/_ui/staff-frame'
import { requireRole, titleFor } from '@/app/guard'
import { PlanForm } from './plan-form'

export const generateMetadata = titleFor('封一把新密钥', 'intake', 'space')
export const dynamic = 'force-dynamic'

export default async function NewDrawPage() {
  const actor = await requireRole('/counter/draws/new', 'intake', 'space')
  return (
    <StaffFrame actor={actor} current="draws" title="摇号">
      <h1>封一把新密钥</h1>
      <p className="t14 c2 mt4">提交后马上公布封条。名额、规则、公共数和截止时间从此不能改；密钥谁也看不到，公布结果时才打开。</p>
      <section className="card pad20 mt16 draw-new">
        <PlanForm />
      </section>
    </StaffFrame>
  )
}
