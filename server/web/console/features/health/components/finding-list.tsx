import { Link } from 'react-router'
import { exactText, spanText, whenText } from '../../../../shared/format/time.js'
import { Card } from '../../../../shared/kit/card.js'
import { failureText } from '../../../kit/failure-text.js'
import type { Finding } from '../api/health.js'
import { copy, severities } from '../copy.js'
import styles from './finding-list.module.css'

const MINUTE_MS = 60_000

/** What must be looked at, in the order the server gives: the gravest and oldest first. */
export function FindingList({ findings, asOf }: { findings: readonly Finding[]; asOf: string }) {
  return (
    <Card title={copy.list}>
      <ul className={styles.findings}>
        {findings.map((finding) => (
          <Entry key={finding.kind} finding={finding} asOf={asOf} />
        ))}
      </ul>
    </Card>
  )
}

function Entry({ finding, asOf }: { finding: Finding; asOf: string }) {
  const { severity, what, todo, detail, since, link } = finding
  const { text, tone } = severities[severity]
  return (
    <li className={severity === 'act' ? styles.act : undefined}>
      <span className={`tag ${tone}`}>{text}</span>
      <div>
        <h3>{what}</h3>
        <p>{todo}</p>
        {detail && (
          <p className={styles.detail} title={detail}>
            {failureText(detail)}
          </p>
        )}
      </div>
      {since ? <Since since={since} asOf={asOf} /> : <span />}
      {link ? (
        <Link className="btn small" to={link.to} aria-label={`${link.label}：${what}`}>
          {link.label}
        </Link>
      ) : (
        <span />
      )}
    </li>
  )
}

function Since({ since, asOf }: { since: string; asOf: string }) {
  const lastsMs = Date.parse(asOf) - Date.parse(since)
  return (
    <span className={styles.since}>
      <time dateTime={since} title={exactText(since)}>
        {whenText(since)} {copy.since}
      </time>
      <small>{lastsMs < MINUTE_MS ? copy.justNow : copy.lasts(spanText(lastsMs))}</small>
    </span>
  )
}
