import { sentenceOf } from '../http/sentences.js'
import { requestIdOf } from '../http/problem.js'
import { copy } from './copy.js'
import './states.css'

type Props = { error: unknown; onRetry?: (() => void) | undefined; what?: string }

/** What failed, in one sentence, with the request's id for the log and a way to try again. */
export function ErrorState({ error, onRetry, what }: Props) {
  const requestId = requestIdOf(error)
  return (
    <div className="state-error" role="alert">
      <CrossIcon />
      <div>
        <p>{[what, sentenceOf(error)].filter(Boolean).join('：')}</p>
        {requestId && (
          <p className="mono">
            {copy.requestId} {requestId}
          </p>
        )}
      </div>
      {onRetry && (
        <button type="button" className="btn small" onClick={onRetry}>
          {copy.again}
        </button>
      )}
    </div>
  )
}

function CrossIcon() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none">
      <circle cx="8" cy="8" r="6.5" stroke="currentColor" strokeWidth="1.3" />
      <path d="M5.7 5.7l4.6 4.6m0-4.6l-4.6 4.6" stroke="currentColor" strokeWidth="1.3" />
    </svg>
  )
}
