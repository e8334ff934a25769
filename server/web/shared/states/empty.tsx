import type { ReactNode } from 'react'
import './states.css'

/** One line that says what would stand here, and at most one action. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <p>{children}</p>
      {action}
    </div>
  )
}
