import { useSearchParams } from 'react-router'

/** Filters of a list, kept in the address so that a link or a reload shows the same. */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams()
  const values = Object.fromEntries(
    names.map((name) => [name, params.get(name) ?? undefined]),
  ) as Record<Name, string | undefined>
  const set = (changes: Partial<Record<Name, string | undefined>>) => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const name of names) {
          if (name in changes) {
            put(next, name, changes[name])
          }
        }
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  }
  return { values, set, text: JSON.stringify(values) }
}

function put(params: URLSearchParams, name: string, value: string | undefined): void {
  if (value === undefined || value === '') {
    params.delete(name)
  } else {
    params.set(name, value)
  }
}
