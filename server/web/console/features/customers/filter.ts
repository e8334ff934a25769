import { fenOfYuan, yuanOfFen } from '../../../shared/format/money.js'

/** What the list is narrowed by, as it stands in the address; the sum in yuan, as people type it. */
export const FILTER_NAMES = [
  'staff',
  'tag',
  'ordered',
  'paidFrom',
  'paidTo',
  'minNet',
  'seenFrom',
  'seenTo',
] as const
export type FilterName = (typeof FILTER_NAMES)[number]
export type FilterValues = Partial<Record<FilterName, string | undefined>>

/** As the server is asked, and as a saved view keeps it. */
export type CustomerFilter = {
  staff?: string
  tag?: string
  ordered?: 'yes' | 'no'
  paidFrom?: string
  paidTo?: string
  minNetFen?: number
  seenFrom?: string
  seenTo?: string
}

/** What in the address makes no sense is left out. */
export function filterOf(values: FilterValues): CustomerFilter {
  const { minNet, ordered, ...texts } = values
  const minNetFen = minNet === undefined ? null : fenOfYuan(minNet)
  const given = Object.entries(texts).filter(([, value]) => value !== undefined && value !== '')
  return {
    ...(Object.fromEntries(given) as CustomerFilter),
    ...(ordered === 'yes' || ordered === 'no' ? { ordered } : {}),
    ...(minNetFen === null || minNetFen === 0 ? {} : { minNetFen }),
  }
}

/** For the address; what the view does not name is taken away. */
export function valuesOf({ minNetFen, ...texts }: CustomerFilter): FilterValues {
  const none = Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined]))
  return {
    ...none,
    ...texts,
    ...(minNetFen === undefined ? {} : { minNet: yuanOfFen(minNetFen) }),
  }
}

export const isEmptyFilter = (filter: CustomerFilter): boolean => Object.keys(filter).length === 0

export const isSameFilter = (one: CustomerFilter, other: CustomerFilter): boolean =>
  textOf(one) === textOf(other)

const textOf = (filter: CustomerFilter): string =>
  JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)))
