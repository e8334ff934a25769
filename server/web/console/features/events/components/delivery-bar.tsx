import { App, Button } from 'antd'
import { useState } from 'react'
import { countText } from '../../../../shared/format/count.js'
import { useRetryMany, type DeadDeliveries } from '../api/dead-deliveries.js'
import { copy } from '../copy.js'
import { ManyModal } from './many-modal.js'
import styles from './many.module.css'
import { manyText } from './many-text.js'

type Props = { dead: DeadDeliveries; picked: readonly string[]; onDone: () => void }

/** Above the dead deliveries: try the chosen ones again, or all. */
export function DeliveryBar({ dead, picked, onDone }: Props) {
  const { message } = App.useApp()
  const [asks, setAsks] = useState<'picked' | 'all'>()
  const retry = useRetryMany()
  const run = (reason: string) =>
    retry.mutate(
      { ...(asks === 'picked' ? { ids: [...picked] } : { filter: {} }), reason },
      {
        onSuccess: ({ replayed, left }) => {
          void message.success(copy.replayedMany(countText(replayed), left && countText(left)))
          onDone()
          setAsks(undefined)
        },
      },
    )
  const sentence =
    asks === 'all'
      ? copy.willRetry(manyText(dead), dead.perRequest)
      : copy.willRetry(countText(picked.length))
  return (
    <div className={styles.bar} role="group" aria-label={copy.retryMany}>
      <span className="mut">
        {picked.length > 0 ? copy.picked(countText(picked.length)) : copy.pickHint}
      </span>
      <span className="sp" />
      <Button size="small" disabled={picked.length === 0} onClick={() => setAsks('picked')}>
        {copy.retryPicked}
      </Button>
      <Button size="small" onClick={() => setAsks('all')}>
        {copy.retryAll(manyText(dead))}
      </Button>
      {asks !== undefined && (
        <ManyModal
          title={copy.again}
          sentence={sentence}
          isReady
          send={{ isPending: retry.isPending, error: retry.error, run }}
          onClose={() => setAsks(undefined)}
        />
      )}
    </div>
  )
}
