import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { toProblem, type Problem } from './problem'

export type Resource<Data> = {
  /** The last good answer; stays while a newer one is asked for. */
  data: Data | null
  problem: Problem | null
  loading: boolean
  reload: () => void
  /** Puts a newer answer in place, got by another call. */
  replace: (data: Data) => void
}

/**
 * Asks when the screen opens and again each time it is shown. `key` null: nothing to ask yet; another
 * key: another question, the old answer goes. Answers that were overtaken are dropped.
 */
export function useResource<Data>(key: string | null, load: () => Promise<Data>): Resource<Data> {
  const [state, setState] = useState<State<Data>>(blank)
  const asked = useRef(0)
  const loader = useRef(load)
  loader.current = load

  const reload = useCallback(() => {
    const turn = ++asked.current
    const mine = (next: State<Data>) => turn === asked.current && setState(next)
    setState((before) => ({ ...before, problem: null, loading: true }))
    loader.current().then(
      (data) => mine({ data, problem: null, loading: false }),
      (error) => {
        const problem = toProblem(error)
        setState((before) =>
          turn === asked.current ? { ...before, problem, loading: false } : before,
        )
      },
    )
  }, [])

  const replace = useCallback((data: Data) => {
    asked.current += 1
    setState({ data, problem: null, loading: false })
  }, [])

  useEffect(() => {
    setState(blank)
    if (key !== null) {
      reload()
    }
    return () => {
      asked.current += 1
    }
  }, [key, reload])

  useShownAgain(() => key !== null && reload())
  return { ...state, reload, replace }
}

type State<Data> = { data: Data | null; problem: Problem | null; loading: boolean }
const blank = { data: null, problem: null, loading: true } as const

/** Runs when the screen is shown, but not the first time, which the opening already covers. */
function useShownAgain(work: () => void): void {
  const opened = useRef(false)
  useDidShow(() => {
    if (opened.current) {
      work()
    }
    opened.current = true
  })
}
