import { useCallback, useRef, useState } from 'react'
import { toProblem, type Problem } from './problem'

type Sending = {
  busy: boolean
  problem: Problem | null
  /** Runs the work unless one is running already; a second tap does nothing. */
  send: (work: () => Promise<unknown>) => void
  clear: () => void
}

/** One button that sends: busy meanwhile, and what went wrong afterwards. */
export function useSending(): Sending {
  const [state, setState] = useState<{ busy: boolean; problem: Problem | null }>(idle)
  const running = useRef(false) // a state would be too late for two taps in one frame

  const send = useCallback((work: () => Promise<unknown>) => {
    if (running.current) {
      return
    }
    running.current = true
    setState({ busy: true, problem: null })
    work()
      .then(
        () => setState(idle),
        (error) => setState({ busy: false, problem: toProblem(error) }),
      )
      .finally(() => {
        running.current = false
      })
  }, [])

  const clear = useCallback(() => setState((before) => ({ ...before, problem: null })), [])
  return { ...state, send, clear }
}

const idle = { busy: false, problem: null } as const
