import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'

const EVERY_MS = 5_000

/** Asks again every five seconds while `follows` and the screen is shown. */
export function useFollow(follows: boolean, reload: () => void): void {
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useEffect(() => {
    if (!follows || !shown) {
      return undefined
    }
    const timer = setInterval(reload, EVERY_MS)
    return () => clearInterval(timer)
  }, [follows, shown, reload])
}
