import { CloseCircleFilled } from '@ant-design/icons'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import type { InboxEventDetail } from '../api/event.js'
import { useReplay } from '../api/replay.js'
import { copy, errors, reasonText, states } from '../copy.js'
import styles from './event-table.module.css'

const SHORTEST = 1
const LONGEST = 200

/** Why the event died, and the replay with its reason. */
export function Replay({ event, mayReplay }: { event: InboxEventDetail; mayReplay: boolean }) {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const replay = useReplay(event.key)
  const ready = reason.trim().length >= SHORTEST
  const send = () =>
    replay.mutate(reason.trim(), {
      onSuccess: () => void message.success(copy.replayed),
      onError: (error) => void message.error(sentenceOf(error, errors)),
    })
  return (
    <section className={styles.dead} aria-label={copy.replayTitle}>
      <b>
        <CloseCircleFilled aria-hidden />
        {states.dead.text}
      </b>
      <p>
        {reasonText(event.reason ?? '')} <span className="mono mut">{event.reason}</span>
      </p>
      <div className={styles.replay}>
        <Input.TextArea
          aria-label={copy.replayReason}
          placeholder={copy.replayMissing}
          rows={2}
          maxLength={LONGEST}
          value={reason}
          disabled={!mayReplay}
          onChange={(change) => setReason(change.target.value)}
        />
        <div className="who">
          <Button
            type="primary"
            disabled={!ready || !mayReplay}
            loading={replay.isPending}
            onClick={send}
          >
            {copy.replay}
          </Button>
          <span className="mut sm">{mayReplay ? copy.replayHint : copy.mayNot}</span>
        </div>
      </div>
    </section>
  )
}
