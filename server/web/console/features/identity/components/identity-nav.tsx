import { NavLink } from 'react-router'
import { countText } from '../../../../shared/format/count.js'
import { useReviews } from '../api/reviews.js'
import { copy } from '../copy.js'
import styles from './review.module.css'

const PAGES = [
  { to: '/identity/reviews', label: copy.nav.open },
  { to: '/identity/reviews/pending', label: copy.nav.pending },
  { to: '/identity/reviews/history', label: copy.nav.history },
  { to: '/identity/reviews/decisions', label: copy.nav.decisions },
] as const

/** The four pages about who is who, with what waits. */
export function IdentityNav() {
  const { data } = useReviews(undefined)
  return (
    <nav className={styles.nav} aria-label={copy.queue}>
      {PAGES.map(({ to, label }, index) => (
        <NavLink key={to} to={to} end>
          {label}
          {index === 0 && data !== undefined && ` ${countText(data.total)}`}
        </NavLink>
      ))}
    </nav>
  )
}
