import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { session } from './platform/session'
import './platform/base/base'
import './app.css'
import './platform/ui/ui.css'
import './platform/ui/states.css'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    // A failure is shown by the screen that needs the log-in.
    session.token().catch(() => undefined)
  })
  return children
}
