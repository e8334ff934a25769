import { Drawer } from 'antd'
import { Problem } from '../../../../shared/http/problem.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import { exactText, whenText } from '../../../../shared/format/time.js'
import { Bone } from '../../../../shared/states/bone.js'
import { Empty } from '../../../../shared/states/empty.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { Facts, Part } from '../../../kit/facts.js'
import { useEvent, type InboxEventDetail } from '../api/event.js'
import { copy, errors, outcomeText, reasonText, states, typeText } from '../copy.js'
import styles from './event-table.module.css'
import { pretty } from './pretty.js'
import { Replay } from './replay.js'

const WIDTH = 600

type Props = { eventKey: string | undefined; mayReplay: boolean; onClose: () => void }

/** One event with its body, and the way to have it worked again. */
export function EventDrawer({ eventKey, mayReplay, onClose }: Props) {
  return (
    <Drawer
      open={eventKey !== undefined}
      onClose={onClose}
      size={WIDTH}
      title={copy.detail}
      destroyOnHidden
    >
      {eventKey !== undefined && <Body eventKey={eventKey} mayReplay={mayReplay} />}
    </Drawer>
  )
}

function Body({ eventKey, mayReplay }: { eventKey: string; mayReplay: boolean }) {
  const event = useEvent(eventKey)
  if (event.data) {
    return (
      <>
        {event.data.state === 'dead' && <Replay event={event.data} mayReplay={mayReplay} />}
        <EventFacts event={event.data} />
        <Content event={event.data} />
      </>
    )
  }
  if (event.error instanceof Problem && event.error.status === 404) {
    return <Empty>{sentenceOf(event.error, errors)}</Empty>
  }
  if (event.isError) {
    return (
      <ErrorState what={copy.failed} error={event.error} onRetry={() => void event.refetch()} />
    )
  }
  return (
    <div className="bones">
      <Bone height={120} />
      <Bone height={200} />
    </div>
  )
}

function Content({ event }: { event: InboxEventDetail }) {
  return (
    <Part title={event.payload === null ? copy.contentGone : copy.payload}>
      {event.payload === null ? (
        <p className="mut sm">{copy.contentGoneHint(whenText(event.contentRemovedAt ?? ''))}</p>
      ) : (
        <pre className={styles.payload} tabIndex={0} aria-label={copy.payload}>
          {pretty(event.payload)}
        </pre>
      )}
    </Part>
  )
}

function EventFacts({ event }: { event: InboxEventDetail }) {
  const state = states[event.state]
  return (
    <Facts
      facts={[
        { label: copy.what, value: typeText(event.type) ?? event.type },
        { label: copy.type, value: <span className="mono">{event.type}</span> },
        { label: copy.source, value: sourceText(event.source) },
        { label: copy.state, value: <span className={`tag ${state.tone}`}>{state.text}</span> },
        { label: copy.outcome, value: event.outcome && outcomeText(event.outcome) },
        {
          label: copy.reason,
          value: event.state === 'dead' || !event.reason ? undefined : reasonText(event.reason),
        },
        { label: copy.occurred, value: exactText(event.occurredAt) },
        { label: copy.received, value: exactText(event.receivedAt) },
        { label: copy.finished, value: event.finishedAt && exactText(event.finishedAt) },
        { label: copy.attempts, value: copy.times(event.attempts) },
        { label: copy.partition, value: <span className="mono">{event.partitionKey}</span> },
        { label: copy.key, value: <span className="mono">{event.key}</span> },
      ]}
    />
  )
}
