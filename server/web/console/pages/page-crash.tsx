import { Empty } from '../../shared/states/empty.js'
import { copy } from '../frame/copy.js'

/** What stands in place of a page whose code could not be loaded or broke while drawing. */
export function PageCrash() {
  return (
    <section className="card" role="alert">
      <Empty
        action={
          <button type="button" className="btn small" onClick={() => location.reload()}>
            {copy.reload}
          </button>
        }
      >
        {copy.crashed}
      </Empty>
    </section>
  )
}
