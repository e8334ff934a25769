import type { IdentifierKey } from './identifier.domain.js'
import type { Run } from './link-runs.domain.js'

/** Whose the facts of a phone are that was one person's first and another's later (identity.md 1 and 2.1). Pure. */

/**
 * From `from` on and before `until`; null where it has no end. `holder`: an identifier of whoever had the phone then; null:
 * nobody knows, the facts stay with the phone's own customer.
 */
export type PhonePart = Readonly<{
  from: Date | null
  until: Date | null
  holder: IdentifierKey | null
}>

/** A time that is somebody's, or that is known to be nobody's. */
export type HeldTime = PhonePart

type Times = Readonly<{
  /** Operators' words; they stand above the epochs. Where two disagree, it is nobody's. */
  said: readonly HeldTime[]
  epochs: readonly HeldTime[]
}>

/**
 * Parts one after the other that together are all time, neighbours with different holders. None for a phone that nobody
 * ever had alone: all its facts are its own customer's.
 */
export function partsFrom({ said, epochs }: Times): PhonePart[] {
  const cuts = [...said, ...epochs].flatMap(({ from, until }) => [from, until])
  const moments = [...new Set(cuts.flatMap((cut) => cut?.getTime() ?? []))].sort((a, b) => a - b)
  const starts = [null, ...moments.map((moment) => new Date(moment))]
  const parts: { from: Date | null; until: Date | null; holder: IdentifierKey | null }[] = []
  starts.forEach((from, index) => {
    const until = starts[index + 1] ?? null
    const isIn = (time: HeldTime) => covers(time, from)
    const words = new Set(said.filter(isIn).map(({ holder }) => holder))
    const told = words.size > 0 ? words : new Set(epochs.filter(isIn).map((time) => time.holder))
    const [only = null] = told
    const holder = told.size === 1 ? only : null
    const last = parts.at(-1)
    if (last !== undefined && last.holder === holder) {
      last.until = until
    } else {
      parts.push({ from, until, holder })
    }
  })
  return parts.some(({ holder }) => holder !== null) ? parts : []
}

/** The same without these holders: their times are nobody's. */
export const partsWithout = (
  parts: readonly PhonePart[],
  holders: ReadonlySet<IdentifierKey>,
): PhonePart[] =>
  partsFrom({
    said: [],
    epochs: parts.map(({ from, until, holder }) => ({
      ...{ from, until },
      holder: holder === null || holders.has(holder) ? null : holder,
    })),
  })

/** Is this moment in it? Null: the beginning of all time. */
export function covers({ from, until }: Omit<PhonePart, 'holder'>, moment: Date | null): boolean {
  return moment === null
    ? from === null
    : (from === null || from <= moment) && (until === null || moment < until)
}

/** Who had the phone at that moment; null: its own customer has the facts. */
export const holderAt = (parts: readonly PhonePart[], at: Date): IdentifierKey | null =>
  holderFrom(parts, at)

/** Who had it at that moment and from then on; null: from the beginning of all time. */
export const holderFrom = (parts: readonly PhonePart[], from: Date | null): IdentifierKey | null =>
  parts.find((part) => covers(part, from))?.holder ?? null

/** All time, cut wherever one of these changes; nobody's. */
export function cutsOf(parts: readonly PhonePart[]): PhonePart[] {
  const moments = parts.flatMap(({ from }) => from?.getTime() ?? [])
  const starts = [...new Set(moments)].sort((a, b) => a - b).map((moment) => new Date(moment))
  return [null, ...starts].map((from, index) => ({
    ...{ from, until: starts[index] ?? null, holder: null },
  }))
}

/** Do facts stay with the phone itself? `runs`: when there were facts. */
export const keepsFacts = (parts: readonly PhonePart[], runs: readonly Run[]): boolean =>
  parts.length === 0 ||
  parts.some(
    ({ from, until, holder }) =>
      holder === null &&
      runs.some((run) => (until === null || run.from < until) && (from === null || run.to >= from)),
  )

/** Who has the phone now. */
export const presentHolder = (parts: readonly PhonePart[]): IdentifierKey | null =>
  parts.at(-1)?.holder ?? null

export const sameParts = (a: readonly PhonePart[], b: readonly PhonePart[]): boolean =>
  a.length === b.length &&
  a.every(({ from, until, holder }, index) => {
    const other = b[index]
    return (
      holder === other?.holder &&
      from?.getTime() === other.from?.getTime() &&
      until?.getTime() === other.until?.getTime()
    )
  })
