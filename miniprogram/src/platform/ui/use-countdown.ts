import { useEffect, useState } from 'react'
import { serverNowMs } from '../server-time'

const TICK_MS = 500

/** Milliseconds until `at` by the server's clock, twice a second; null without a moment. */
export function useCountdown(at: string | undefined): number | null {
  const left = () => (at === undefined ? null : Math.max(0, Date.parse(at) - serverNowMs()))
  const [leftMs, setLeftMs] = useState(left)
  useEffect(() => {
    setLeftMs(left())
    if (at === undefined) {
      return undefined
    }
    const timer = setInterval(() => setLeftMs(left()), TICK_MS)
    return () => clearInterval(timer)
  }, [at])
  return leftMs
}
