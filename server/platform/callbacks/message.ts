import { XMLParser } from 'fast-xml-parser'
import { CallbackRefused } from './callbacks.errors.js'

/** A message of a platform, XML or JSON: every value is text (ids go past 2^53), a message inside, or a list. */
export type Message = { readonly [name: string]: Value }
type Value = string | Message | readonly Value[]

const MAX_DEPTH = 20

/** Reads a message in either form. Throws `callback-malformed`, also for XML with any declaration or attribute. */
export function readMessage(text: string): Message {
  const trimmed = text.trim()
  const message = trimmed.startsWith('{') ? readJson(trimmed) : readXml(trimmed)
  if (message === null || typeof message === 'string' || Array.isArray(message)) {
    throw malformed('not one message')
  }
  return message as Message
}

/** The text under this name; undefined when it is missing, empty or not text. */
export function textOf(message: Message, name: string): string | undefined {
  const value = own(message, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The whole number under this name. */
export function numberOf(message: Message, name: string): number | undefined {
  const text = textOf(message, name)
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** The moment under this name, in seconds since 1970; undefined also for one that no calendar has. */
export function momentOf(message: Message, name: string): Date | undefined {
  const seconds = numberOf(message, name)
  const at = seconds === undefined ? undefined : new Date(seconds * 1_000)
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at
}

/** The message inside this one. */
export function partOf(message: Message, name: string): Message | undefined {
  const value = own(message, name)
  return isMessage(value) ? value : undefined
}

/** A list in any of its forms: several entries, one entry without its list, none. */
export function listOf(message: Message, name: string): readonly (string | Message)[] {
  const value = own(message, name)
  const entries = Array.isArray(value) ? (value as readonly Value[]) : [value]
  return entries
    .filter((entry) => isMessage(entry) || (typeof entry === 'string' && entry !== ''))
    .map((entry) => entry as string | Message)
}

function own(message: Message, name: string): Value | undefined {
  return Object.hasOwn(message, name) ? message[name] : undefined
}

function isMessage(value: Value | undefined): value is Message {
  return typeof value === 'object' && !Array.isArray(value)
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  maxNestedTags: MAX_DEPTH,
})

/*
 * The platforms send plain elements, text and CDATA, nothing else. So nothing else gets as far as the parser: no DOCTYPE,
 * no entity, comment, instruction or attribute, whichever way it is hidden.
 */
const LEADING_DECLARATION = /^\uFEFF?<\?xml [^<>]*\?>/
// Whole, or from an opening that nothing closes to the end: looked for once, however many openings follow.
const CDATA = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/g
const CDATA_END = ']]>'
const PLAIN_ELEMENTS = /^[^<]*(?:<\/?[A-Za-z][\w.-]*\s*\/?>[^<]*)+$/

function readXml(text: string): unknown {
  const xml = text.replace(LEADING_DECLARATION, '')
  const elements = xml.replace(CDATA, (part) => (part.endsWith(CDATA_END) ? '' : '<'))
  if (!PLAIN_ELEMENTS.test(elements)) {
    throw malformed('XML with more than elements and text')
  }
  try {
    const parsed: unknown = parser.parse(xml, true)
    const { xml: root } = parsed as { xml?: unknown }
    return normalised(root, 0)
  } catch (cause) {
    throw malformed('XML not readable', cause)
  }
}

/** JSON strings, to be kept, or numbers outside of them. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

function readJson(text: string): unknown {
  try {
    JSON.parse(text) // is it JSON at all? the next line would mend some of what is not
    const quoted = text.replace(STRING_OR_NUMBER, (part) =>
      part.startsWith('"') ? part : `"${part}"`,
    )
    return normalised(JSON.parse(quoted), 0)
  } catch (cause) {
    throw malformed('JSON not readable', cause)
  }
}

/** Text, messages and lists only; the line breaks between elements are dropped. */
function normalised(value: unknown, depth: number): Value {
  if (depth > MAX_DEPTH) {
    throw malformed('nested too deeply')
  }
  if (Array.isArray(value)) {
    return value.map((entry) => normalised(entry, depth + 1))
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([name]) => name !== '#text')
    return Object.fromEntries(
      entries.map(([name, entry]) => [name, normalised(entry, depth + 1)] as const),
    )
  }
  return value === null || value === undefined ? '' : String(value)
}

function malformed(reason: string, cause?: unknown): CallbackRefused {
  return new CallbackRefused('callback-malformed', reason, cause)
}
