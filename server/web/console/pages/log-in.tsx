import { Navigate, useLocation } from 'react-router'
import { Mark } from '../../shared/brand/mark.js'
import { useBrand } from '../features/session/api/brand.js'
import { useCurrentSession } from '../features/session/api/current-session.js'
import { LogInForm } from '../features/session/components/log-in-form.js'
import { copy } from '../features/session/copy.js'
import './log-in.css'

export function LogInPage() {
  const session = useCurrentSession()
  const brand = useBrand()
  const from = useLocation().state as { from?: string } | null
  if (session.data) {
    return <Navigate to={from?.from ?? '/'} replace />
  }
  return (
    <main className="log-in">
      <Rings />
      <section className="card log-in-card" aria-label={copy.title}>
        <header>
          <Mark size={44} />
          <h1>
            {copy.product}
            <span>{brand.data?.brandName ?? '\u00a0'}</span>
          </h1>
        </header>
        <LogInForm />
        {brand.data?.sandbox && <p className="log-in-note">{copy.sandbox}</p>}
      </section>
    </main>
  )
}

/** The mark, drawn very large behind the form: rounded squares one inside the other. */
function Rings() {
  const sizes = [1240, 980, 720, 460, 200]
  return (
    <svg className="log-in-rings" viewBox="0 0 1240 1240" aria-hidden="true">
      {sizes.map((size) => (
        <rect
          key={size}
          x={(1240 - size) / 2}
          y={(1240 - size) / 2}
          width={size}
          height={size}
          rx={size * 0.16}
        />
      ))}
    </svg>
  )
}
