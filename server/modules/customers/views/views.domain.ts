import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import type { Id } from '../../../platform/ids/index.js'
import type { CustomerFilter } from '../customers.contract.js'

export type View = Readonly<{
  viewId: Id<'viw'>
  name: string
  filter: CustomerFilter
  isShared: boolean
}>

/** What one operator has saved. */
export type Shelf = Readonly<{
  operatorId: Id<'opr'>
  ownerName: string
  /** 0 while nothing was saved. */
  revision: number
  views: readonly View[]
}>

export const MAX_VIEWS = 30

/** Refuses a name that the operator uses already: pressing twice saves once. */
export function addView(shelf: Shelf, view: View): Result<Shelf, 'view-name-taken' | 'views-full'> {
  if (isTaken(shelf, view)) {
    return refuse('view-name-taken')
  }
  return shelf.views.length >= MAX_VIEWS
    ? refuse('views-full')
    : ok({ ...shelf, views: [...shelf.views, view] })
}

export function changeView(
  shelf: Shelf,
  viewId: string,
  change: Partial<Pick<View, 'name' | 'filter' | 'isShared'>>,
): Result<Shelf, 'view-not-found' | 'view-name-taken'> {
  const view = viewOf(shelf, viewId)
  if (view === undefined) {
    return refuse('view-not-found')
  }
  const next = { ...view, ...change }
  return isTaken(shelf, next)
    ? refuse('view-name-taken')
    : ok({ ...shelf, views: shelf.views.map((one) => (one === view ? next : one)) })
}

export function removeView(shelf: Shelf, viewId: string): Result<Shelf, 'view-not-found'> {
  const views = shelf.views.filter((view) => view.viewId !== viewId)
  return views.length === shelf.views.length ? refuse('view-not-found') : ok({ ...shelf, views })
}

export const viewOf = ({ views }: Shelf, viewId: string): View | undefined =>
  views.find((view) => view.viewId === viewId)

const isTaken = ({ views }: Shelf, { viewId, name }: View): boolean =>
  views.some((other) => other.viewId !== viewId && other.name === name)
