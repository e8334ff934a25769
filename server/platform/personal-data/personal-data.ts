import { randomToken } from '../crypto/index.js'
import type { Tx } from '../mongo/index.js'

/** What a module answers and does about one person: the port that each module with facts fills. */

/** How a field is written for people; `fen` are integers, `time` are RFC 3339. */
export type ExportColumn = Readonly<{
  field: string
  title: string
  kind: 'text' | 'time' | 'fen'
  /** Chinese for the codes of this field; others stand as they are. */
  words?: Readonly<Record<string, string>>
}>
export type ExportRow = Readonly<Record<string, string | number | boolean | null>>

/** Where something was seen, in words. */
export const SOURCE_WORDS: Readonly<Record<string, string>> = {
  wecom: '企业微信',
  mini: '小程序',
  huike: '小程序点单',
  pay: '微信支付',
}

/** One table of an export. */
export type ExportPart = Readonly<{
  /** `orders`; stays the same. */
  name: string
  /** Chinese. */
  title: string
  columns: readonly ExportColumn[]
  rows: readonly ExportRow[]
  /** There are more rows than an export holds. */
  isCapped: boolean
}>

export type ErasedPerson = Readonly<{
  /** The person's identifiers, each with the random one that stands in its place where a record must stay. */
  tombstones: ReadonlyMap<string, string>
}>

export type Erasing = Readonly<{
  tx: Tx
  /** Documents at most, in one transaction. */
  limit: number
}>

/** Which facts are one person's: all of these identifiers, and of phones that others had, too, those of a time. */
export type ExportScope = Readonly<{
  keys: readonly string[]
  windows: readonly Readonly<{ key: string; from: Date | null; until: Date | null }>[]
}>

export type PersonalDataHolder = Readonly<{
  /** `orders`; stays the same. */
  name: string
  /** Everything that is kept about this person, newest first. */
  exportFor(scope: ExportScope): Promise<readonly ExportPart[]>
  /**
   * Erases or makes anonymous up to `limit` documents of this person, in the caller's transaction; answers how many those
   * were. 0: nothing is left. May be repeated at any point.
   */
  eraseFor(person: ErasedPerson, erasing: Erasing): Promise<number>
}>

const TOMBSTONE = 'erased-'

/** `openid:wx1:oAb` → `openid:wx1:erased-…`, random: nobody can compute it from what was there. */
export function newTombstones(identifierKeys: readonly string[]): Map<string, string> {
  return new Map(
    identifierKeys.map((key) => {
      const [type = '', scope = ''] = key.split(':')
      return [key, `${type}:${scope}:${TOMBSTONE}${randomToken()}`]
    }),
  )
}

/** What such a key looks like: a random token in the place of the value. */
export const TOMBSTONE_KEY = /:erased-[\w-]{32}$/

/** The value of an identifier key, which may hold colons itself. */
export const valueOfKey = (key: string): string => key.split(':').slice(2).join(':')

/**
 * Takes what mentions a person out of stored payloads, which are encrypted and in no index: one batch of rows, in the
 * order of their ids. `after`: where the last one ended.
 */
export type Sweep = (
  mentions: (text: string) => boolean,
  after: string | null,
) => Promise<
  Readonly<{
    /** Null: the end. */
    after: string | null
    /** Rows that somebody works on just now, and that must be looked at again. */
    left: number
  }>
>
