/**
 * Reads a JSON body the way WeCom does: a value of the wrong type is converted where that is
 * possible and only earns the remark "wrong json format" in an answer that still succeeds.
 */
export type Fields = Readonly<{
  has(name: string): boolean
  /** '' when missing. */
  text(name: string): string
  /** The fallback when missing. */
  int(name: string, fallback: number): number
  flag(name: string): boolean
  texts(name: string): string[]
  ints(name: string): number[]
  child(name: string): Fields
  children(name: string): Fields[]
  raw(): Record<string, unknown>
  /** A value had the wrong type, here or in a child. */
  warned(): boolean
}>

type Notes = { warned: boolean }

export function fieldsOf(body: unknown, notes: Notes = { warned: false }): Fields {
  const source = isRecord(body) ? body : {}
  if (body !== null && body !== undefined && !isRecord(body)) {
    notes.warned = true
  }
  function convert<Type>(value: unknown, wanted: string, fallback: Type, make: () => Type): Type {
    if (value === undefined || value === null) {
      return fallback
    }
    if (typeof value !== wanted) {
      notes.warned = true
    }
    return make()
  }
  const toText = (value: unknown) => convert(value, 'string', '', () => plainText(value))
  const toInt = (value: unknown, fallback: number) =>
    convert(value, 'number', fallback, () => {
      const number = Math.trunc(Number(value))
      return Number.isFinite(number) ? number : fallback
    })
  function list(name: string): unknown[] {
    const value = source[name]
    if (value === undefined || value === null || Array.isArray(value)) {
      return Array.isArray(value) ? value : []
    }
    notes.warned = true
    return [value]
  }
  return {
    has: (name) => source[name] !== undefined && source[name] !== null,
    text: (name) => toText(source[name]),
    int: (name, fallback) => toInt(source[name], fallback),
    flag: (name) =>
      convert(source[name], 'boolean', false, () => ['true', '1'].includes(String(source[name]))),
    texts: (name) => list(name).map(toText),
    ints: (name) => list(name).map((value) => toInt(value, 0)),
    child: (name) => fieldsOf(source[name], notes),
    children: (name) => list(name).map((value) => fieldsOf(value, notes)),
    raw: () => source,
    warned: () => notes.warned,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
const plainText = (value: unknown) =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)
