/** Leaving for a page of the sandbox and coming back, for the H5 build only. */

/** Where the person is now, without what an earlier return left in the query. */
export const here = (): string => location.origin + location.pathname + location.hash

/** The address of one of our pages (`/pages/…?…`) for coming back to. */
export const addressOf = (page: string): string => `${location.origin}${location.pathname}#${page}`

/** Goes to another site's page. Never resolves: this page ends here. */
export function leaveFor(url: string, query: Readonly<Record<string, string>>): Promise<never> {
  location.assign(`${url}?${new URLSearchParams(query).toString()}`)
  return new Promise<never>(() => undefined)
}

/**
 * Takes parameters that a return brought, once: they are removed from the address, so that a reload
 * does not use them again. They stand in the query before the `#`, or behind it when the other side
 * appended them to the whole address.
 */
export function takeReturned<Name extends string>(
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const [route = '', hashQuery = ''] = splitHash(location.hash)
  const places = [new URLSearchParams(location.search), new URLSearchParams(hashQuery)] as const
  const taken: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const place = places.find((params) => params.has(name))
    const value = place?.get(name)
    if (place !== undefined && value != null) {
      taken[name] = value
      place.delete(name)
    }
  }
  if (Object.keys(taken).length > 0) {
    const [search, behind] = places.map((params) => (params.size > 0 ? `?${params}` : ''))
    history.replaceState(history.state, '', `${location.pathname}${search}${route}${behind}`)
  }
  return taken
}

function splitHash(hash: string): [string, string] {
  const at = hash.indexOf('?')
  return at < 0 ? [hash, ''] : [hash.slice(0, at), hash.slice(at + 1)]
}
