import { RightOutlined } from '@ant-design/icons'
import { useId, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { Finding } from '../api/health.js'
import { copy, severities } from '../copy.js'
import styles from './panel.module.css'

type Props = {
  title: string
  sub?: string
  /** Where the console shows more of it. */
  to?: string
  /** False: the server could not read it in time. */
  isRead: boolean
  findings: readonly Finding[]
  children: ReactNode
}

/** One area with its state and its key numbers. */
export function Panel({ title, sub, to, isRead, findings, children }: Props) {
  const headingId = useId()
  const { text, tone } = severities[isRead ? gravest(findings) : 'unread']
  return (
    <section className={`card ${styles.panel}`} aria-labelledby={headingId}>
      <div className="card-head">
        <h2 id={headingId}>
          {to === undefined ? (
            title
          ) : (
            <Link to={to}>
              {title} <RightOutlined aria-hidden="true" />
            </Link>
          )}
        </h2>
        {sub !== undefined && <span className="sub">{sub}</span>}
        <span className="sp" />
        <span className={`tag ${tone}`}>{text}</span>
      </div>
      {isRead ? children : <p className={styles.unread}>{copy.unread}</p>}
    </section>
  )
}

function gravest(findings: readonly Finding[]): Finding['severity'] | 'ok' {
  if (findings.length === 0) {
    return 'ok'
  }
  return findings.some(({ severity }) => severity === 'act') ? 'act' : 'watch'
}

export type Fact = { label: string; value: ReactNode; tone?: 'bad' | 'warned' | undefined }

/** Labels left, tabular figures right. */
export function Figures({ figures }: { figures: readonly Fact[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, value, tone }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={tone}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
