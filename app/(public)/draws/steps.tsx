import { ticketKey } from '@/lib/foundation/draw/model/order'
import type { PublicDrawView } from '@/lib/foundation/draw/server/queries'
import { moment } from './moment'
import { ProofLine } from './proof-line'

/** Seal → public number → opened key: why nobody could turn it, with the real values as far as they exist. */
export function Steps({ draw }: { draw: PublicDrawView }) {
  const { record } = draw
  return (
    <ol className="pf">
      <li data-n="1">
        <h3>先封好密钥</h3>
        <p className="w">{draw.committedAt ? `${moment(draw.committedAt)}，${moment(draw.closesAt)} 截止前` : ''}</p>
        <p>密钥装进「信封」，只公布封条。事后换密钥，封条就对不上。</p>
        <ProofLine label="封条" value={draw.commit} />
      </li>
      <li data-n="2" className={draw.frozenAt ? undefined : 'todo'}>
        <h3>等一个谁也定不了的数</h3>
        <p className="w">{draw.frozenAt ? `${moment(draw.frozenAt)} 名单冻结，那时还没有这个数` : `${moment(draw.closesAt)} 截止，然后冻结名单`}</p>
        <p>封密钥时就写明用它：{draw.publicValueSource}。我们和报名人都没法提前知道。</p>
        {draw.entriesHash ? <ProofLine label="名单" value={draw.entriesHash} /> : null}
        {record ? <ProofLine label="公共数" value={record.publicValue} plain /> : null}
      </li>
      <li data-n="3" className={record ? undefined : 'todo'}>
        <h3>打开密钥，排出顺序</h3>
        <p className="w">{draw.drawnAt ? `${moment(draw.drawnAt)}，有见证人在场` : '公共数出来以后，有见证人在场'}</p>
        <p>密钥和公共数合成种子，再给每个编号算一个数，同一等里从小到大排。</p>
        {record ? (
          <>
            <ProofLine label="密钥" value={record.secret} />
            <ProofLine label="种子" value={ticketKey(record.secret, record.publicValue)} />
          </>
        ) : null}
      </li>
    </ol>
  )
}
