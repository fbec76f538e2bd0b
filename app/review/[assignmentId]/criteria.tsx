'use client'

import { TriangleAlert } from 'lucide-react'
import { type Criterion, type Level, levels, percentOf, pointsOf } from '@/lib/foundation/programme/model/rubric'
import { pointsText } from '@/lib/journeys/review/model/aggregate'
import { type CommentRules, confidenceWords, needsComment, type Score } from '@/lib/journeys/review/model/sheet'

interface Props {
  criterion: Criterion
  score: Score | undefined
  rules: CommentRules
  current: boolean
  locked: boolean
  /** The reason is still to be written: said only after the level was chosen. */
  onOpen: () => void
  onChange: (next: Score, later: boolean) => void
  onBlur: () => void
}

const silent = (score: Score, rules: CommentRules) => needsComment(score.level, rules) && [...score.comment.trim()].length < 2

const missing = (score: Score, rules: CommentRules): string => {
  const percent = percentOf(score.level)
  return percent < rules.below ? `给了 ${percent}%，低于 ${rules.below}%，请写一句理由` : `给了 ${percent}%，高于 ${rules.above}%，请写一句理由`
}

/** One line of the rubric: closed it shows what was given, open it asks. */
export function CriterionRow(props: Props) {
  const { criterion, score, rules, current, locked, onOpen } = props
  const points = score ? pointsText(pointsOf(criterion.weight, score.level)) : '—'
  const fault = score && !locked && silent(score, rules) ? missing(score, rules) : null
  return (
    <div className={current ? 'cr cur' : 'cr'} id={`criterion-${criterion.key}`}>
      <div className="h">
        <h2>
          <button type="button" className="open" aria-expanded={current} onClick={onOpen}>
            {criterion.name}
            <span className="w">权重 {criterion.weight}</span>
          </button>
        </h2>
        <span className="row g16">
          {current ? null : (
            <span className="mini" role="img" aria-label={score ? `给了 ${percentOf(score.level)}%` : '还没打分'}>
              {levels.map((level) => (
                <i key={level} className={score && level <= score.level ? 'on' : ''} />
              ))}
            </span>
          )}
          <span className={current ? 's cp' : 's'}>
            {points}
            <small> / {criterion.weight}</small>
          </span>
        </span>
      </div>
      {current ? <Open {...props} fault={fault} /> : <Closed score={score} fault={fault} onOpen={onOpen} />}
    </div>
  )
}

function Closed({ score, fault, onOpen }: { score: Score | undefined; fault: string | null; onOpen: () => void }) {
  if (fault)
    return (
      <button type="button" className="fault" onClick={onOpen}>
        <TriangleAlert size={14} aria-hidden="true" />
        {fault}
      </button>
    )
  return score?.comment ? <p className="said">{score.comment}</p> : null
}

function Open({ criterion, score, rules, locked, onChange, onBlur, fault }: Props & { fault: string | null }) {
  const id = `comment-${criterion.key}`
  const give = (level: Level) => onChange({ level, confidence: score?.confidence ?? null, comment: score?.comment ?? '' }, false)
  return (
    <>
      <fieldset className="an" disabled={locked}>
        <legend className="vh">{criterion.name}给哪一档</legend>
        {criterion.anchors.map((anchor, i) => {
          const level = levels[i]
          if (level === undefined) return null
          return (
            <button key={level} type="button" className={score?.level === level ? 'on' : ''} aria-pressed={score?.level === level} onClick={() => give(level)}>
              <b>
                {percentOf(level)}% <kbd>{i + 1}</kbd>
              </b>
              {anchor}
            </button>
          )
        })}
      </fieldset>
      <label className="vh" htmlFor={id}>
        {criterion.name}的理由
      </label>
      {fault ? (
        <p className="errmsg" id={`${id}-error`}>
          <TriangleAlert size={14} aria-hidden="true" />
          {fault}
        </p>
      ) : null}
      <textarea
        id={id}
        className={fault ? 'inp ta err' : 'inp ta'}
        rows={2}
        maxLength={1000}
        readOnly={locked || !score}
        placeholder={score ? '看到了什么，在第几页' : '先给一档，再写理由'}
        value={score?.comment ?? ''}
        aria-invalid={fault !== null}
        aria-describedby={fault ? `${id}-error` : `${id}-rule`}
        onChange={(event) => score && onChange({ ...score, comment: event.target.value }, true)}
        onBlur={onBlur}
      />
      <div className="foot">
        <fieldset className="sure" disabled={locked || !score}>
          <legend>把握程度</legend>
          {([1, 2, 3] as const).map((n) => (
            <button
              key={n}
              type="button"
              className={score?.confidence === n ? 'chip on' : 'chip'}
              aria-pressed={score?.confidence === n}
              onClick={() => score && onChange({ ...score, confidence: score.confidence === n ? null : n }, false)}
            >
              {confidenceWords[n]}
            </button>
          ))}
        </fieldset>
        <span id={`${id}-rule`}>
          低于 {rules.below}% 或高于 {rules.above}% 时必须写理由
        </span>
      </div>
    </>
  )
}
