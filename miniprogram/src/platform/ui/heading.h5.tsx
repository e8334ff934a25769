import type { HeadingProps } from './heading.types'

export function Heading({ level, children, className = '' }: HeadingProps) {
  const Tag = `h${level}` as const
  return <Tag className={`heading ${className}`}>{children}</Tag>
}
