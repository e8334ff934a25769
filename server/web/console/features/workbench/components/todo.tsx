import { Link } from 'react-router'
import { Empty } from '../../../../shared/states/empty.js'
import { Card } from '../../../../shared/kit/card.js'
import type { Workbench } from '../api/workbench.js'
import { copy } from '../copy.js'
import styles from './todo.module.css'

type Item = Workbench['needsPerson'][number]

/** What a person must look at, in the order the server gives: by loss. */
export function Todo({ items }: { items: readonly Item[] }) {
  const total = items.reduce((sum, item) => sum + item.count, 0)
  return (
    <Card
      className={styles.todo}
      title={
        <>
          {copy.todo} {total > 0 && <span className="tag">{copy.items(total)}</span>}
        </>
      }
      extra={total > 0 ? <span className="sub">{copy.todoSort}</span> : undefined}
    >
      {items.length === 0 ? (
        <Empty
          action={
            <Link className="btn small" to="/system/events">
              {copy.seeEvents}
            </Link>
          }
        >
          {copy.todoNone}
        </Empty>
      ) : (
        <ul>
          {items.map((item) => (
            <Entry key={item.kind} item={item} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Entry({ item }: { item: Item }) {
  return (
    <li>
      <span className={styles.count}>{item.count}</span>
      <div>
        <h3>{item.title}</h3>
        <p>{item.detail}</p>
      </div>
      <Link className="btn small" to={pathOf(item)} aria-label={`${copy.go}：${item.title}`}>
        {copy.go}
      </Link>
    </li>
  )
}

/** Where each kind is dealt with; another kind leads where the server says. */
const PATHS: Record<string, string> = {
  incidents: '/incidents',
  'dead-events': '/system/events?state=dead',
  'dead-deliveries': '/system/events?view=deliveries',
}
const pathOf = ({ kind, link }: Item): string => PATHS[kind] ?? link
