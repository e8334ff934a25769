import type { ReactNode } from 'react'

export type SheetProps = {
  title: string
  onClose: () => void
  children: ReactNode
  /** Stays at the bottom while the content scrolls. */
  footer?: ReactNode
}
