import { useId, type ReactNode } from 'react'

type Props = {
  title: ReactNode
  sub?: ReactNode
  extra?: ReactNode
  className?: string | undefined
  children: ReactNode
}

/** A titled part of a page; the title names the region for screen readers. */
export function Card({ title, sub, extra, className = '', children }: Props) {
  const headingId = useId()
  return (
    <section className={`card ${className}`} aria-labelledby={headingId}>
      <div className="card-head">
        <h2 id={headingId}>{title}</h2>
        {sub !== undefined && <span className="sub">{sub}</span>}
        <span className="sp" />
        {extra}
      </div>
      {children}
    </section>
  )
}
