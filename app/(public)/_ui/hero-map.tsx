interface Camp {
  readonly x: number
  readonly y: number
  readonly name: string
  readonly gives: string
}

const camps: readonly Camp[] = [
  { x: 251.1, y: 545, name: '大本营　苗圃', gives: '驿站 7 天 · 工位' },
  { x: 423.6, y: 492.3, name: 'C1　众创空间', gives: '导师一对一' },
  { x: 532.7, y: 379.6, name: 'C2　孵化器', gives: '无息贷款 · 公寓' },
  { x: 662.9, y: 316.3, name: 'C3　加速器', gives: '先用后付订单' },
]
const summit: Camp = { x: 724.1, y: 237.5, name: '顶峰　产业园', gives: '3 年房租减免' }

const route =
  'M-2.2 714C40 688.1 58.8 678.8 124.5 636.5C190.1 594.3 152.6 617.8 194.8 587.3C237.1 556.8 211.3 561.5 251.1 545C291 528.6 274.6 552.1 314.5 538C354.4 523.9 334.4 518.1 370.8 502.8C407.1 487.6 393.1 511 423.6 492.3C454.1 473.5 440 475.8 462.3 446.5C484.6 417.2 467 426.6 490.4 404.3C513.9 382 502.2 391.4 532.7 379.6C563.2 367.9 551.4 384.3 581.9 369.1C612.4 353.8 597.2 351.5 624.2 333.9C651.1 316.3 640.6 328 662.9 316.3C685.2 304.6 676.9 315.1 691 298.7C705.1 282.3 694.1 287.4 705.1 267C716.1 246.6 717.8 247.3 724.1 237.5'

const sentence = `登山路线图，从下往上五个营地：${[...camps, summit].map(({ name, gives }) => `${name.replace('　', '')}（${gives}）`).join('，')}。`

/** The small map shows the same mountain from farther away. */
const small = { scale: 0.6024, dx: -46.1, dy: -29.1 }
const onSmall = ({ x, y, ...camp }: Camp): Camp => ({ ...camp, x: x * small.scale + small.dx, y: y * small.scale + small.dy })

function Label({ camp, up }: { camp: Camp; up?: boolean }) {
  const y = camp.y + (up ? -8 : 18)
  return (
    <>
      <text x={(camp.x + 18).toFixed(1)} y={(up ? y : y + 8).toFixed(1)} className="c-a">
        {camp.name}
      </text>
      <text x={(camp.x + 18).toFixed(1)} y={(up ? y + 20 : y + 28).toFixed(1)} className="c-b">
        {camp.gives}
      </text>
    </>
  )
}

function Way({ at }: { at: (camp: Camp) => Camp }) {
  const top = at(summit)
  return (
    <>
      {camps.map(at).map((camp) => (
        <g key={camp.name}>
          <circle cx={camp.x.toFixed(1)} cy={camp.y.toFixed(1)} r="6.5" className="camp" />
          <Label camp={camp} />
        </g>
      ))}
      <circle cx={top.x.toFixed(1)} cy={top.y.toFixed(1)} r="9" fill="var(--accent)" />
      <circle cx={top.x.toFixed(1)} cy={top.y.toFixed(1)} r="15" stroke="var(--accent)" strokeWidth="1.5" />
      <Label camp={top} up />
    </>
  )
}

const Route = () => (
  <>
    <path d={route} className="way-ground" />
    <path d={route} className="way" />
  </>
)

/**
 * The mountain from above, camp by camp. The contour lines are a file of their own (public/hero-map.svg) that takes its
 * colours from the page's tokens, so both themes share it and the page stays light.
 */
export function HeroMap({ size }: { size: 'wide' | 'small' }) {
  if (size === 'wide')
    return (
      <svg className="hero-map wide" viewBox="0 0 1060 690" width="1060" height="690" fill="none" role="img" aria-label={sentence}>
        <defs>
          <linearGradient id="hero-fade">
            <stop offset="0.08" stopColor="#000" />
            <stop offset="0.42" stopColor="#fff" />
          </linearGradient>
          <mask id="hero-mask" maskUnits="userSpaceOnUse" x="0" y="0" width="1060" height="690">
            <rect width="1060" height="690" fill="url(#hero-fade)" />
          </mask>
        </defs>
        <g mask="url(#hero-mask)">
          <use href="/hero-map.svg#lines" />
        </g>
        <Route />
        <Way at={(camp) => camp} />
      </svg>
    )
  return (
    <svg className="hero-map small" viewBox="0 0 560 400" fill="none" role="img" aria-label={sentence}>
      <g transform={`translate(${small.dx} ${small.dy}) scale(${small.scale})`}>
        <use href="/hero-map.svg#lines" />
        <Route />
      </g>
      <Way at={onSmall} />
    </svg>
  )
}
