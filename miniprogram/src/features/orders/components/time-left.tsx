import { Text } from '@tarojs/components'
import { useEffect } from 'react'
import { leftText, useCountdown } from '../../../platform/ui'

type Props = { at: string | undefined; onOver: () => void }

/** How long an unpaid order still waits. When it is over, the server is asked what became of it. */
export function TimeLeft({ at, onOver }: Props) {
  const leftMs = useCountdown(at)
  const over = leftMs === 0
  useEffect(() => {
    if (over) {
      onOver()
    }
    // Only the moment itself counts, not a new function each time.
  }, [over])
  if (leftMs === null) {
    return null
  }
  return <Text className="time-left">{over ? '付款时间已过' : `${leftText(leftMs)} 内付款`}</Text>
}
