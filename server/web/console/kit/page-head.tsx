import { useEffect, type ReactNode } from 'react'
import { copy } from '../frame/copy.js'

type Props = { title: string; sub?: ReactNode; children?: ReactNode }

/** The page's heading with its actions at the right; names the browser's tab too. */
export function PageHead({ title, sub, children }: Props) {
  useTitle(title)
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {sub !== undefined && <span className="sub">{sub}</span>}
      <span className="sp" />
      {children}
    </div>
  )
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${copy.product}`
  }, [title])
}
