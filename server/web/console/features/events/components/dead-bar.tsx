import { App, Button } from 'antd'
import { useState } from 'react'
import { countText } from '../../../../shared/format/count.js'
import {
  useDeadEvents,
  useReplayMany,
  type DeadFilter,
  type Selection,
} from '../api/replay-many.js'
import { copy } from '../copy.js'
import { ManyModal } from './many-modal.js'
import styles from './many.module.css'
import { manyText } from './many-text.js'

type Props = { filter: DeadFilter; picked: readonly string[]; onDone: () => void }

/** Above a list of dead events: work the chosen ones again, or all that the filter finds. */
export function DeadBar({ filter, picked, onDone }: Props) {
  const [asks, setAsks] = useState<'picked' | 'all'>()
  const dead = useDeadEvents(filter)
  const count = dead.data?.count ?? 0
  return (
    <div className={styles.bar} role="group" aria-label={copy.replayMany}>
      <span className="mut">
        {picked.length > 0 ? copy.picked(countText(picked.length)) : copy.pickHint}
      </span>
      <span className="sp" />
      <Button size="small" disabled={picked.length === 0} onClick={() => setAsks('picked')}>
        {copy.replayPicked}
      </Button>
      <Button size="small" disabled={count === 0} onClick={() => setAsks('all')}>
        {copy.replayAll(dead.data ? manyText(dead.data) : copy.empty)}
      </Button>
      {asks !== undefined && (
        <ReplayMany
          selection={asks === 'picked' ? { keys: [...picked] } : { filter }}
          onClose={() => setAsks(undefined)}
          onDone={onDone}
        />
      )}
    </div>
  )
}

type ManyProps = { selection: Selection; onClose: () => void; onDone: () => void }

function ReplayMany({ selection, onClose, onDone }: ManyProps) {
  const { message } = App.useApp()
  const replay = useReplayMany()
  const dead = useDeadEvents('filter' in selection ? selection.filter : {})
  const isAll = 'filter' in selection
  const sentence = isAll
    ? copy.willReplay(dead.data && manyText(dead.data), dead.data?.perRequest)
    : copy.willReplay(countText(selection.keys.length))
  const run = (reason: string) =>
    replay.mutate(
      { ...selection, reason },
      {
        onSuccess: ({ replayed, left }) => {
          void message.success(copy.replayedMany(countText(replayed), left && countText(left)))
          onDone()
          onClose()
        },
      },
    )
  return (
    <ManyModal
      title={copy.replay}
      sentence={sentence}
      reasons={isAll ? dead.data?.reasons : undefined}
      isReady={!isAll || (dead.data?.count ?? 0) > 0}
      send={{ isPending: replay.isPending, error: replay.error, run }}
      onClose={onClose}
    />
  )
}
