import { Link } from 'react-router'
import { secondsText, whenText, dayOf } from '../../shared/format/time.js'
import { useMay } from '../features/session/api/current-session.js'
import { useWorkbench, type Workbench } from '../features/workbench/api/workbench.js'
import { copy } from './copy.js'

/** Whether events are being worked off, and when the last one came in; leads to what is wrong. */
export function Health() {
  const { data, isError } = useWorkbench(30)
  const maySeeHealth = useMay('jobs.read')
  if (data === undefined) {
    return <div className="pulse">{isError ? copy.healthUnknown : '\u00a0'}</div>
  }
  const { lastReceivedAt } = data.events
  return (
    <Link className="pulse" to={maySeeHealth ? '/system/health' : '/system/events'}>
      <b>
        <i className={data.events.healthy ? 'dot' : 'dot off'} aria-hidden="true" />
        {sentence(data.events)}
      </b>
      {!lastReceivedAt ? copy.noEvents : `${copy.lastEvent} ${shortText(lastReceivedAt)}`}
    </Link>
  )
}

function sentence(events: Workbench['events']): string {
  if (events.healthy) {
    return copy.healthy
  }
  return events.dead > 0 ? copy.unhealthy(events.dead) : copy.behind(events.pending)
}

/** To the second today, as people watch it tick; else as everywhere. */
function shortText(at: string): string {
  return dayOf(at) === dayOf(new Date().toISOString()) ? secondsText(at) : whenText(at)
}
