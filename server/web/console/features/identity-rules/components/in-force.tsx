import type { ReactNode } from 'react'
import { Card } from '../../../../shared/kit/card.js'
import { When } from '../../../../shared/format/when.js'
import type { Rules } from '../api/rules.js'
import { copy, NUMBERS, numbers, states } from '../copy.js'
import styles from './rules.module.css'

/** By which rules events are judged now, in plain words. */
export function InForce({ rules, extra }: { rules: Rules; extra?: ReactNode }) {
  const { version, state, activatedAt } = rules
  return (
    <Card
      title={copy.inForce(version)}
      sub={
        activatedAt === null ? (
          rules.reason
        ) : (
          <>
            {copy.since} <When at={activatedAt} /> · {rules.reason}
          </>
        )
      }
      extra={
        <>
          <span className={`tag ${states[state].tone}`}>{states[state].text}</span>
          {extra}
        </>
      }
    >
      <Content rules={rules} />
    </Card>
  )
}

/** The numbers and sources of a version. */
export function Content({ rules }: { rules: Pick<Rules, 'numbers' | 'sources'> }) {
  return (
    <dl className={styles.numbers}>
      {NUMBERS.map((name) => (
        <div key={name}>
          <dt>{numbers[name].label}</dt>
          <dd>
            <b>{rules.numbers[name]}</b> {numbers[name].unit}
            <small>{numbers[name].why}</small>
          </dd>
        </div>
      ))}
      <div>
        <dt>{copy.sources}</dt>
        <dd>
          {rules.sources.length === 0 && copy.noSources}
          {rules.sources.map(({ source, isTrusted }) => (
            <span key={source} className="tag">
              {source} {isTrusted ? copy.trusted : copy.untrusted}
            </span>
          ))}
          <small>{copy.sourcesSub}</small>
        </dd>
      </div>
    </dl>
  )
}
