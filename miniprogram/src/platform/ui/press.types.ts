import type { ReactNode } from 'react'

export type PressProps = {
  onPress: () => void
  children?: ReactNode
  className?: string
  /** The name for screen readers when the content has no words or too few. */
  label?: string
  disabled?: boolean
  /** For one choice among several: whether this one is chosen. */
  chosen?: boolean
}
