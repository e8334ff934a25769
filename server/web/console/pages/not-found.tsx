import { Link } from 'react-router'
import { Empty } from '../../shared/states/empty.js'
import { copy } from '../frame/copy.js'

export function NotFoundPage() {
  return (
    <section className="card">
      <Empty
        action={
          <Link className="btn small" to="/">
            {copy.backToWorkbench}
          </Link>
        }
      >
        {copy.notFound}
      </Empty>
    </section>
  )
}
