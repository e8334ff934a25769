import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { SHORTEST_REASON } from '../../../kit/reason-modal.js'
import { copy, errors } from '../copy.js'
import { hasMovedOn } from './decide-modal.js'
import styles from './review.module.css'

const LONGEST = 200

type Props = {
  act: string
  hint?: string
  note?: string
  isPossible: boolean
  isBusy: boolean
  error: unknown
  onReason: (reason: string) => void
}

/** Asks why in one line that has the focus; Enter does it. */
export function ReasonLine({ act, hint = copy.reasonHint, note, ...props }: Props) {
  const { isPossible, isBusy, error, onReason } = props
  const [reason, setReason] = useState('')
  const field = useRef<InputRef>(null)
  useEffect(() => field.current?.focus(), [])
  const isReady = isPossible && reason.trim().length >= SHORTEST_REASON
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !isBusy) {
      onReason(reason.trim())
    }
  }
  return (
    <>
      <form className={styles.reason} onSubmit={submit}>
        <Input
          ref={field}
          aria-label={copy.reason}
          prefix={<span className="mut">{copy.reason}</span>}
          placeholder={hint}
          maxLength={LONGEST}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {note !== undefined && <span className="mut sm">{note}</span>}
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={isBusy}>
          {act}
        </Button>
      </form>
      {error !== null && (
        <p className="bad sm" role="alert">
          {hasMovedOn(error) ? copy.retried : sentenceOf(error, errors)}
        </p>
      )}
    </>
  )
}
