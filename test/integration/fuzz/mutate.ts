import * as fc from 'fast-check'

/** Values that programs stumble over. */
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  2 ** 53,
  99_999_999_999_999,
  '',
  ' ',
  '0',
  '-9'.repeat(20),
  '9'.repeat(15),
  'x'.repeat(5_000),
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e茶',
  '🧋'.repeat(300),
  '2026-02-30T25:61:61Z',
  '9999-12-31T23:59:59Z',
  '0001-01-01T00:00:00+23:59',
  '../../etc/passwd',
  '{{7*7}}<%= 1 %>',
  "' OR 1=1 --",
  '__proto__',
  'constructor',
  'toString',
  [],
  {},
  [[[[[[]]]]]],
  { $gt: '' },
  { 'a.b': 1, $set: { x: 1 } },
  { toString: 1, constructor: 2, length: -1 },
  Array.from({ length: 300 }, (_, index) => index),
]

/** Moments that no calendar has, as numbers of seconds and as text. */
const MOMENTS: readonly unknown[] = [
  8_640_000_000_001,
  -8_640_000_000_001,
  999_999_999_999_999,
  253_402_300_800,
  -1,
  '1e9',
  '0x10',
  '9999-12-31T23:59:59.999Z',
  '2026-11-22T10:00:00+14:00',
  '2026-11-22',
  '',
]
const MOMENT_NAMES = /time|at$/i

/** One mutation, as numbers and words, so that a printed one can be repeated. */
export type Mutation = Readonly<{
  how:
    'drop' | 'odd' | 'moment' | 'rename' | 'repeat' | 'wrap' | 'add' | 'cut' | 'insert' | 'remove'
  /** Where, as a part of the whole. */
  at: number
  odd: unknown
  text: string
}>

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  // most of them inside a value: that is how far a forger with a key gets
  how: fc.constantFrom(
    ...(['odd', 'odd', 'odd', 'odd', 'moment', 'drop', 'rename', 'repeat', 'wrap', 'add'] as const),
    ...(['cut', 'insert', 'remove'] as const),
  ),
  at: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
  odd: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ODD) },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  ),
  text: fc.oneof(
    fc.constantFrom('{', '}', '"', '<', '&', ']]>', '\\', '\u0000', ',', '__proto__', '\ud83e'),
    fc.string({ unit: 'binary', maxLength: 11 }),
  ),
})

/** The value as JSON text with one thing changed. */
export function mutatedJson(value: unknown, mutation: Mutation): string {
  const isOfText = ['cut', 'insert', 'remove'].includes(mutation.how)
  return isOfText
    ? mutatedText(JSON.stringify(value), mutation)
    : JSON.stringify(mutated(value, mutation))
}

export function mutatedText(text: string, { how, at, text: added }: Mutation): string {
  const place = Math.floor(at * (text.length + 1))
  switch (how) {
    case 'cut':
      return text.slice(0, place)
    case 'remove':
      return text.slice(0, place) + text.slice(place + 1 + added.length)
    default:
      return text.slice(0, place) + added + text.slice(place)
  }
}

type Path = readonly (string | number)[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  const below =
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, held]) => pathsOf(held, [...path, key]))
      : []
  return path.length === 0 ? below : [path, ...below]
}

/** A deep copy with one thing changed. */
export function mutated(value: unknown, mutation: Mutation): unknown {
  const copy = structuredClone(value)
  const all = pathsOf(copy)
  const moments = all.filter((one) => MOMENT_NAMES.test(String(one.at(-1))))
  const paths = mutation.how === 'moment' && moments.length > 0 ? moments : all
  const path = paths[Math.floor(mutation.at * paths.length)]
  if (path === undefined) {
    return mutation.odd
  }
  const key = String(path.at(-1))
  const holder = path.slice(0, -1).reduce<unknown>((held, name) => inside(held, name), copy)
  change(holder as Record<string, unknown>, key, mutation)
  return copy
}

const inside = (value: unknown, name: string | number) =>
  (value as Record<string, unknown>)[String(name)]

function change(holder: Record<string, unknown>, key: string, { how, odd, text }: Mutation): void {
  const held = holder[key]
  switch (how) {
    case 'drop':
      if (Array.isArray(holder)) {
        holder.splice(Number(key), 1)
      } else {
        Reflect.deleteProperty(holder, key)
      }
      return
    case 'rename':
      Reflect.deleteProperty(holder, key)
      define(holder, `${key}${text}`, held)
      return
    case 'repeat':
      holder[key] = [held, held]
      return
    case 'wrap':
      holder[key] = { [key]: held }
      return
    case 'add':
      define(holder, text === '' ? 'extra' : text, odd)
      return
    case 'moment':
      define(holder, key, MOMENTS[text.length % MOMENTS.length])
      return
    default:
      define(holder, key, odd)
  }
}

/** Sets a key whatever its name, `__proto__` too. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {
    ...{ value, enumerable: true, configurable: true, writable: true },
  })
}
