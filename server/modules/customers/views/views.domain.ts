import { ok, refuse, type Result } from '../../../platform/errors/index.js'
import type { Id } from '../../../platform/ids/index.js'

/** `Filter`: what a list is narrowed by; nothing here looks into it. */
export type View<Filter> = Readonly<{
  viewId: Id<'viw'>
  name: string
  filter: Filter
  isShared: boolean
}>

/** What one operator has saved. */
export type Shelf<Filter> = Readonly<{
  operatorId: Id<'opr'>
  ownerName: string
  /** 0 while nothing was saved. */
  revision: number
  views: readonly View<Filter>[]
}>

export const MAX_VIEWS = 30

/** Refuses a name that the operator uses already: pressing twice saves once. */
export function addView<Filter>(
  shelf: Shelf<Filter>,
  view: View<Filter>,
): Result<Shelf<Filter>, 'view-name-taken' | 'views-full'> {
  if (isTaken(shelf, view)) {
    return refuse('view-name-taken')
  }
  return shelf.views.length >= MAX_VIEWS
    ? refuse('views-full')
    : ok({ ...shelf, views: [...shelf.views, view] })
}

export function changeView<Filter>(
  shelf: Shelf<Filter>,
  viewId: string,
  change: Partial<Pick<View<Filter>, 'name' | 'filter' | 'isShared'>>,
): Result<Shelf<Filter>, 'view-not-found' | 'view-name-taken'> {
  const view = viewOf(shelf, viewId)
  if (view === undefined) {
    return refuse('view-not-found')
  }
  const next = { ...view, ...change }
  return isTaken(shelf, next)
    ? refuse('view-name-taken')
    : ok({ ...shelf, views: shelf.views.map((one) => (one === view ? next : one)) })
}

export function removeView<Filter>(
  shelf: Shelf<Filter>,
  viewId: string,
): Result<Shelf<Filter>, 'view-not-found'> {
  const views = shelf.views.filter((view) => view.viewId !== viewId)
  return views.length === shelf.views.length ? refuse('view-not-found') : ok({ ...shelf, views })
}

export const viewOf = <Filter>(
  { views }: Shelf<Filter>,
  viewId: string,
): View<Filter> | undefined => views.find((view) => view.viewId === viewId)

const isTaken = <Filter>({ views }: Shelf<Filter>, { viewId, name }: View<Filter>): boolean =>
  views.some((other) => other.viewId !== viewId && other.name === name)
