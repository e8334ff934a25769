import { useEffect, useSyncExternalStore } from 'react'
import { session, type SessionState } from './index'

/** Whether the customer is logged in; tries silently once when that is not known yet. */
export function useSession(): SessionState {
  const state = useSyncExternalStore(session.subscribe, session.state)
  useEffect(() => {
    if (state === 'checking') {
      // A failure shows as 'out'; the screen's own calls say what went wrong.
      session.token().catch(() => undefined)
    }
  }, [state])
  return state
}
