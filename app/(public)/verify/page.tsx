import type { Metadata } from 'next'
import { Glyph } from '@/app/_ui/glyph'
import { PublicFrame } from '@/app/_ui/public-frame'
import { type Verification, verifyDocument } from '@/lib/foundation/document/server/verify'
import { calendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import { Field, Limited, lookUp, typed } from '../_ui/look-up'

export const metadata: Metadata = { title: '核对文书真伪', robots: { index: false } }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

function Verdict({ answer }: { answer: Verification }) {
  if (!answer.genuine)
    return (
      <section className="card out" role="alert">
        <p className="tag bad">
          <Glyph name="alert" size={13} />
          对不上
        </p>
        <h2 className="mt12">我们没有发过这份文书</h2>
        <p className="t14 c2 mt8">编号和指纹要一起对得上。请照着文书再填一次；还是对不上，请别按这份文书办事，打 0731-5550 0188 问一下。</p>
      </section>
    )
  return (
    <section className="card out" aria-labelledby="genuine">
      <p className="tag ok">
        <Glyph name="check" size={13} />
        是真的
      </p>
      <h2 id="genuine" className="mt12">
        这份{answer.title}是我们发的
      </h2>
      <dl className="kv">
        <dt>文书编号</dt>
        <dd>{answer.number}</dd>
        <dt>发给</dt>
        <dd>{answer.holder}</dd>
        <dt>日期</dt>
        <dd>{formatDateZh(calendarDate(answer.issuedOn), { year: true, weekday: true })}</dd>
        <dt>内容指纹</dt>
        <dd className="mono">{answer.hash}</dd>
      </dl>
      <p className="t13 c3 mt16">纸上印的指纹是前一半。姓名遮住了一部分；内容改过一个字，指纹就对不上。这次核对已经记下。</p>
    </section>
  )
}

export default async function VerifyPage({ searchParams }: Props) {
  const query = await searchParams
  const number = typed(query.number)
  const code = typed(query.code)
  const asked = query.number !== undefined || query.code !== undefined
  const faults = {
    number: asked && number === '' ? '请填文书编号，像 潭高新配〔2026〕第 0331 号' : undefined,
    code: asked && code === '' ? '请填文书底部印的指纹，前 8 位就行' : undefined,
  }
  const answer = number !== '' && code !== '' ? await lookUp(() => verifyDocument(number, code)) : null
  return (
    <PublicFrame current="/verify">
      <div className="public">
        <h1>核对文书真伪</h1>
        <p className="lead">扫文书上的二维码会直接到这里；也可以自己填编号和指纹。</p>
        {answer && 'limited' in answer ? <Limited text={answer.limited} /> : null}
        {answer && 'found' in answer ? <Verdict answer={answer.found} /> : null}
        <form className="find" action="/verify" method="get" noValidate>
          <Field name="number" label="文书编号" hint="像 潭高新配〔2026〕第 0331 号，括号怎么打都行" value={number} error={faults.number} maxLength={60} />
          <Field name="code" label="指纹前 8 位" hint="文书底部印的指纹，填前 8 位就行" value={code} error={faults.code} maxLength={64} />
          <button type="submit" className="btn xl">
            核对这份文书
          </button>
        </form>
      </div>
    </PublicFrame>
  )
}
