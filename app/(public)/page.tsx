import { Glyph } from '@/app/_ui/glyph'
import { PublicFrame } from '@/app/_ui/public-frame'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { type HomeView, homeView, type OpenItem } from '@/lib/overview/open-data/server/home'
import { Figures } from './_ui/figures'
import { HeroMap } from './_ui/hero-map'

export const revalidate = 60

const first = [
  ['/check?status=enrolled', '在校学生'],
  ['/check?status=graduated', '毕业 5 年以内'],
  ['/check?companyRegistered=yes', '已经注册了公司'],
  ['/check?status=none', '都不是'],
] as const

/** The first question of the check is already here: one tap starts it. */
const FirstQuestion = () => (
  <section className="card check" aria-labelledby="first-question">
    <div className="row between">
      <h2 className="q" id="first-question">
        你现在是？
      </h2>
      <span className="t13 c3">60 秒自测 · 第 1 问，共 5 问</span>
    </div>
    <div className="opts">
      {first.map(([href, label]) => (
        <a key={href} className="opt" href={href}>
          {label}
          <Glyph name="next" />
        </a>
      ))}
    </div>
    <p className="t13 c3 mt12">不用登录，也不留手机号。测完告诉你能拿到什么、还差什么。</p>
  </section>
)

const Hero = () => (
  <div className="hero">
    <HeroMap size="wide" />
    <div className="pg">
      <div className="left">
        <p className="eyebrow">湘潭高新区 · 智造谷攀登者计划</p>
        <h1>
          <span className="ln">带着想法来，</span>
          <span className="ln both">
            <span className="first">工位、公寓、导师</span>和启动资金<span className="sm">，</span>
          </span>
          <span className="ln">一次申请就够。</span>
        </h1>
        <FirstQuestion />
      </div>
    </div>
    <HeroMap size="small" />
  </div>
)

function OpenRow({ item, main }: { item: OpenItem; main: boolean }) {
  return (
    <div className="rd">
      <div>
        <h3>
          <a href={`/measures/${item.code}`}>{item.title}</a>
        </h3>
        <p>{item.text}</p>
      </div>
      <div>
        <span className={`clock ${item.kind}`}>
          <Glyph name={item.kind === 'ok' ? 'check' : 'clock'} size={14} />
          <b>{item.when}</b>
        </span>
        <p className="sub">{item.note}</p>
      </div>
      <div className="tr">
        <a className={main ? 'btn md' : 'btn md sec'} href={`/my/applications/new?wants=${item.wants}`} aria-label={`申请${item.title}`}>
          申请
        </a>
      </div>
    </div>
  )
}

const Way = ({ days }: { days: HomeView['days'] }) => (
  <ol className="steps">
    <li>
      <b>自测</b>
      <p>约 1 分钟，结果可以带进申请表</p>
    </li>
    <li>
      <b>填一张表</b>
      <p>约 20 分钟，随时保存，队友可以一起填</p>
    </li>
    <li>
      <b>等结果</b>
      <p>
        材料 {days.intake} 个工作日内受理，之后最多 {days.decision} 个工作日答复，每一步谁在办都看得到
      </p>
    </li>
    <li>
      <b>确认入驻</b>
      <p>收到通知后 {days.offer} 个工作日内确认</p>
    </li>
  </ol>
)

export default async function HomePage() {
  const { asOf, numbers, open, days } = await homeView()
  const at = new Date(asOf)
  return (
    <PublicFrame current="/">
      <div className="home">
        <Hero />
        <section className="nums-w" aria-label="攀登者计划的数字">
          <Figures numbers={numbers} />
        </section>
        <div className="src">
          <span>
            数据截至 {formatDateZh(dateInShanghai(at), { year: true })} {formatTimeZh(at)}，有变化一分钟内更新
          </span>
          <a className="u" href="/numbers">
            每个数字怎么算的
          </a>
        </div>
        <div className="pg">
          <div className="two">
            <section>
              <div className="sec-h">
                <h2>正在开放</h2>
                <a href="/measures">全部 {numbers.measures} 项支持</a>
              </div>
              {open.map((item, i) => (
                <OpenRow key={item.code} item={item} main={i === 0} />
              ))}
            </section>
            <section>
              <div className="sec-h">
                <h2>从申请到入驻</h2>
              </div>
              <Way days={days} />
            </section>
          </div>
        </div>
      </div>
    </PublicFrame>
  )
}
