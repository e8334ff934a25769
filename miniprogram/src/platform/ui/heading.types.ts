import type { ReactNode } from 'react'

export type HeadingProps = { level: 1 | 2 | 3; children: ReactNode; className?: string }
