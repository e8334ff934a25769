import { AppError, ok, refuse, type Result } from '../../../platform/errors/index.js'
import { newId, type Id } from '../../../platform/ids/index.js'
import type { InTransaction } from '../../../platform/mongo/index.js'
import type { AuditTrail } from '../customers.ports.js'
import type { SavedView, ViewPatch } from './views.contract.js'
import { addView, changeView, removeView, viewOf } from './views.domain.js'
import type { CustomersShelf, CustomersView } from './views.model.js'
import type { Views } from './views.repository.js'

const MAX_ATTEMPTS = 5

type Actor = Readonly<{ operatorId: Id<'opr'>; name: string }>
type Deps = Readonly<{ views: Views; audit: AuditTrail; inTransaction: InTransaction }>
export type ViewRefusal = 'view-not-found' | 'view-name-taken' | 'views-full'
type Asked = Readonly<{ viewId: string; action: string; actor: Actor; owner: Actor }>

export type ViewsService = ReturnType<typeof viewsService>

/** Filters of the customers' list that operators have given a name. */
export function viewsService({ views, audit, inTransaction }: Deps) {
  async function attempt(
    { viewId, action, actor, owner }: Asked,
    decide: (shelf: CustomersShelf) => Result<CustomersShelf, ViewRefusal>,
  ): Promise<Result<CustomersShelf, ViewRefusal> | 'moved-on'> {
    let result: Result<CustomersShelf, ViewRefusal> = refuse('view-not-found')
    const outcome = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      const shelf = (await views.find(owner.operatorId, { tx })) ?? emptyShelf(owner)
      const decided = decide(shelf)
      result = decided
      if (!decided.ok) {
        return 'refused' as const
      }
      const subject = { type: 'customer-view', id: viewId }
      const before = viewOf(shelf, viewId)
      const after = viewOf(decided.value, viewId) ?? { isRemoved: true }
      await audit.record({ actor, action, subject, before, after }, { tx })
      return views.save(decided.value, { tx })
    })
    return outcome === 'moved-on' ? 'moved-on' : result
  }

  async function change(
    asked: Asked,
    decide: (shelf: CustomersShelf) => Result<CustomersShelf, ViewRefusal>,
  ): Promise<Result<SavedView | null, ViewRefusal>> {
    for (let tries = 1; tries <= MAX_ATTEMPTS; tries += 1) {
      const result = await attempt(asked, decide)
      if (result !== 'moved-on') {
        return result.ok ? ok(shownIn(result.value, asked)) : result
      }
    }
    throw new AppError('transaction-conflict', { retriable: true })
  }

  return {
    /** One's own, then what others share. */
    async list({ operatorId }: Actor): Promise<SavedView[]> {
      const [own, sharing] = await Promise.all([views.find(operatorId), views.sharing()])
      const others = sharing.filter((shelf) => shelf.operatorId !== operatorId)
      const shared = others.flatMap((shelf) =>
        shelf.views.filter(({ isShared }) => isShared).map((view) => ({ shelf, view })),
      )
      return [...(own?.views.map((view) => ({ shelf: own, view })) ?? []), ...shared].map(
        ({ shelf, view }) => shown(shelf, view, { actor: { operatorId } }),
      )
    },

    /** Refuses `view-name-taken`, `views-full`. */
    create({ name, filter }: Pick<CustomersView, 'name' | 'filter'>, actor: Actor) {
      const viewId = newId('viw')
      const asked = { viewId, action: 'customer-view.create', actor, owner: actor }
      return change(asked, (shelf) => addView(shelf, { viewId, name, filter, isShared: false }))
    },

    /** One's own only. */
    update(viewId: string, patch: ViewPatch, actor: Actor) {
      const { name, filter } = patch
      const given = {
        ...(name === undefined ? {} : { name }),
        ...(filter === undefined ? {} : { filter }),
      }
      const asked = { viewId, action: 'customer-view.update', actor, owner: actor }
      return change(asked, (shelf) => changeView(shelf, viewId, given))
    },

    /** One's own only; what was shared is gone for all. */
    remove(viewId: string, actor: Actor) {
      const asked = { viewId, action: 'customer-view.delete', actor, owner: actor }
      return change(asked, (shelf) => removeView(shelf, viewId))
    },

    /** Shows one's own view to everybody; takes anybody's back. */
    async share(viewId: string, { isShared }: { isShared: boolean }, actor: Actor) {
      const holder = isShared ? undefined : await holderOf(viewId)
      const owner =
        holder === undefined ? actor : { operatorId: holder.operatorId, name: holder.ownerName }
      const asked = { viewId, action: 'customer-view.share', actor, owner }
      return change(asked, (shelf) => changeView(shelf, viewId, { isShared }))
    },
  }

  async function holderOf(viewId: string): Promise<CustomersShelf | undefined> {
    return (await views.sharing()).find((shelf) => viewOf(shelf, viewId) !== undefined)
  }
}

const emptyShelf = ({ operatorId, name }: Actor): CustomersShelf => ({
  ...{ operatorId, ownerName: name },
  revision: 0,
  views: [],
})

function shownIn(shelf: CustomersShelf, asked: Asked): SavedView | null {
  const view = viewOf(shelf, asked.viewId)
  return view === undefined ? null : shown(shelf, view, asked)
}

function shown(
  { operatorId, ownerName }: CustomersShelf,
  view: CustomersView,
  { actor }: { actor: Pick<Actor, 'operatorId'> },
): SavedView {
  return { ...view, isOwn: operatorId === actor.operatorId, ownerName }
}
