import type { Id } from '../../platform/ids/index.js'

/** Where a picture is served, without width: the client adds `?w=` from the fixed list. */
export const pictureUrl = (pictureId: Id<'pic'>): string => `/pictures/${pictureId}`

/** The address of the cover, for answers that list products. */
export function coverUrl(product: Readonly<{ pictureIds: readonly Id<'pic'>[] }>) {
  const [cover] = product.pictureIds
  return cover === undefined ? undefined : pictureUrl(cover)
}
