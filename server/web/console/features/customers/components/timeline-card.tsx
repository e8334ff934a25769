import { useState } from 'react'
import { dayHeading, dayOf } from '../../../../shared/format/time.js'
import { Bone } from '../../../../shared/states/bone.js'
import { Empty } from '../../../../shared/states/empty.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { Card } from '../../../../shared/kit/card.js'
import { KINDS, useTimeline, type Kind, type TimelineEntry } from '../api/timeline.js'
import { copy, kinds } from '../copy.js'
import styles from './timeline.module.css'
import { TimelineItem } from './timeline-item.js'

/** Everything that happened, by day, newest first; chips choose where it happened. */
export function TimelineCard({ customerId }: { customerId: string }) {
  const [kind, setKind] = useState<Kind>('all')
  return (
    <Card title={copy.timeline} className={styles.timeline}>
      <div className={styles.chips} role="group" aria-label={copy.timelineFilter}>
        {KINDS.map((key) => (
          <button key={key} type="button" aria-pressed={key === kind} onClick={() => setKind(key)}>
            {kinds[key]}
          </button>
        ))}
      </div>
      <Entries customerId={customerId} kind={kind} onAll={() => setKind('all')} />
    </Card>
  )
}

type Props = { customerId: string; kind: Kind; onAll: () => void }

function Entries({ customerId, kind, onAll }: Props) {
  const timeline = useTimeline(customerId, kind)
  const entries = timeline.data?.pages.flatMap((page) => page.items)
  if (timeline.isError && entries === undefined) {
    return <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
  }
  if (entries === undefined) {
    return <Loading />
  }
  if (entries.length === 0) {
    return <None kind={kind} onAll={onAll} />
  }
  return (
    <>
      {byDay(entries).map(([day, ofDay]) => (
        <section key={day.day} aria-label={day.heading}>
          <h3>{day.heading}</h3>
          <ul>
            {ofDay.map((entry) => (
              <TimelineItem key={`${entry.eventId}:${entry.type}`} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      {timeline.hasNextPage && (
        <button
          type="button"
          className={styles.older}
          disabled={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {copy.earlier}
        </button>
      )}
    </>
  )
}

function None({ kind, onAll }: { kind: Kind; onAll: () => void }) {
  if (kind === 'all') {
    return <Empty>{copy.timelineNone}</Empty>
  }
  return (
    <Empty
      action={
        <button type="button" className="btn small" onClick={onAll}>
          {copy.seeAll}
        </button>
      }
    >
      {copy.timelineNoneOf(kinds[kind])}
    </Empty>
  )
}

function Loading() {
  return (
    <div className={styles.loading}>
      {Array.from({ length: 6 }, (_, index) => (
        <Bone key={index} height={32} />
      ))}
    </div>
  )
}

type Day = { day: string; heading: string }

function byDay(entries: readonly TimelineEntry[]): [Day, TimelineEntry[]][] {
  const days: [Day, TimelineEntry[]][] = []
  for (const entry of entries) {
    const last = days.at(-1)
    if (last !== undefined && last[0].day === dayOf(entry.at)) {
      last[1].push(entry)
    } else {
      days.push([{ day: dayOf(entry.at), heading: dayHeading(entry.at) }, [entry]])
    }
  }
  return days
}
