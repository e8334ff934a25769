/** Data of other systems that no schema knows. Pure. */

/** A mainland mobile number that stands by itself, with or without +86. */
const PHONE = /(?<!\d)((?:\+?86)?1[3-9]\d)\d{4}(\d{4})(?!\d)/g

type Free = Readonly<Record<string, unknown>>

/**
 * The same data with phone numbers masked: the timeline is kept in clear, and a number has its place among the
 * identifiers, encrypted. The event itself stays as received in the inbox, encrypted as a whole.
 */
export function withoutPhones(data: Free): Free {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, masked(value)]))
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replace(PHONE, '$1****$2')
  }
  if (typeof value === 'number') {
    const text = String(value)
    const hidden = text.replace(PHONE, '$1****$2')
    return hidden === text ? value : hidden
  }
  if (Array.isArray(value)) {
    return value.map(masked)
  }
  return value !== null && typeof value === 'object' ? withoutPhones(value as Free) : value
}
