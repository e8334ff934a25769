import { Navigate, Outlet, useLocation } from 'react-router'
import { ErrorState } from '../../shared/states/error-state.js'
import { useCurrentSession } from '../features/session/api/current-session.js'

/** Everything below needs an operator; without one the log-in page comes first and leads back. */
export function LoggedIn() {
  const session = useCurrentSession()
  const location = useLocation()
  if (session.isError) {
    return (
      <main className="lone">
        <ErrorState error={session.error} onRetry={() => void session.refetch()} />
      </main>
    )
  }
  if (session.data === undefined) {
    return null
  }
  if (session.data === null) {
    return <Navigate to="/login" replace state={{ from: location.pathname + location.search }} />
  }
  return <Outlet />
}
