import { NavLink } from 'react-router'
import { countText } from '../../../../shared/format/count.js'
import { useReviews } from '../api/reviews.js'
import { copy } from '../copy.js'
import styles from './review.module.css'

const PAGES = [
  { to: '/identity/reviews', label: copy.nav.open, count: 'total' },
  { to: '/identity/reviews/aside', label: copy.nav.aside, count: 'aside' },
  { to: '/identity/reviews/pending', label: copy.nav.pending },
  { to: '/identity/reviews/history', label: copy.nav.history },
  { to: '/identity/reviews/decisions', label: copy.nav.decisions },
] as const

/** The pages about who is who, with what waits. */
export function IdentityNav() {
  const { data } = useReviews('open')
  return (
    <nav className={styles.nav} aria-label={copy.queue}>
      {PAGES.map(({ to, label, ...page }) => (
        <NavLink key={to} to={to} end>
          {label}
          {'count' in page && data !== undefined && ` ${countText(data[page.count])}`}
        </NavLink>
      ))}
    </nav>
  )
}
