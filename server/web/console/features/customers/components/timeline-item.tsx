import {
  CommentOutlined,
  EyeOutlined,
  MessageOutlined,
  MobileOutlined,
  RollbackOutlined,
  ShoppingOutlined,
  TagOutlined,
  UserAddOutlined,
  UserDeleteOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { moneyText } from '../../../../shared/format/money.js'
import { clockText, exactText } from '../../../../shared/format/time.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import type { TimelineEntry } from '../api/timeline.js'
import { entryFen } from './entry-amount.js'
import styles from './timeline.module.css'

/** The first that matches the entry's type; else the icon of its group. */
const ICONS: readonly [RegExp, ReactNode][] = [
  [/refund/, <RollbackOutlined key="refund" />],
  [/^order|^payment/, <ShoppingOutlined key="order" />],
  [/tag/, <TagOutlined key="tag" />],
  [/view/, <EyeOutlined key="view" />],
  [/(deleted|ended|removed|lost)/, <UserDeleteOutlined key="deleted" />],
  [/(contact|relation).*(added|created|started)/, <UserAddOutlined key="added" />],
]
const GROUP_ICONS: Record<TimelineEntry['group'], ReactNode> = {
  orders: <ShoppingOutlined />,
  mini: <MobileOutlined />,
  wecom: <MessageOutlined />,
  service: <CommentOutlined />,
}

export function TimelineItem({ entry }: { entry: TimelineEntry }) {
  const amount = amountText(entry)
  const icon = ICONS.find(([pattern]) => pattern.test(entry.type))?.[1]
  const orderNo = entry.data['orderNo']
  return (
    <li className={styles.item}>
      <time dateTime={entry.at} title={exactText(entry.at)}>
        {clockText(entry.at)}
      </time>
      <span className={`${styles.icon} ${styles[entry.group]}`} aria-hidden="true">
        {icon ?? GROUP_ICONS[entry.group]}
      </span>
      <div>
        <p>{entry.summary}</p>
        {typeof orderNo === 'string' && <p>{orderNo}</p>}
      </div>
      <span className={amount === undefined ? styles.source : styles.amount}>
        {amount ?? sourceText(entry.source)}
      </span>
    </li>
  )
}

/** Unless the summary says it already. */
function amountText(entry: TimelineEntry): string | undefined {
  const fen = entryFen(entry)
  if (fen === undefined || entry.summary.includes(moneyText(Math.abs(fen)))) {
    return undefined
  }
  return moneyText(fen)
}
