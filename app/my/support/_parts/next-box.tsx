import type { OwnAgreement } from '@/lib/journeys/support/server/own'

/** The one next thing, and whose it is. `base`: the page of the agreement; empty on that page itself. */
export function NextBox({ one, base }: { one: OwnAgreement; base: string }) {
  const { next } = one
  if (next.who === 'nobody')
    return (
      <p className="sup-pad t14 c2">
        {next.title}。{next.text}。
      </p>
    )
  const yours = next.who === 'you' && one.mine
  // on its own page it follows the title, in a list it follows the card's
  const Heading = base === '' ? 'h2' : 'h3'
  return (
    <div className={yours && next.urgent ? 'act first' : 'act'}>
      <div>
        <Heading>
          {yours ? (next.urgent ? '现在要你做：' : '接下来：') : next.who === 'you' ? `等${one.applicant}：` : '现在在办：'}
          {next.title}
        </Heading>
        <p>{next.text}</p>
      </div>
      {yours && next.anchor ? (
        <a className={next.urgent ? 'btn md' : 'btn md sec'} href={`${base}#${next.anchor}`}>
          去做<span className="vh">：{next.title}</span>
        </a>
      ) : null}
    </div>
  )
}
