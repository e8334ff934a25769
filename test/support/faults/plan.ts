import type { Channel, Entries, Entry, Fault, FaultKind } from './tape.js'

/** What one run shall suffer. */
export type Planned = readonly Fault[]

type Scope = Readonly<{
  /** Every fault at every command: also what `npm test` has no time for. */
  all: boolean
  /** Pairs of faults. */
  pairs: number
  seed: number
}>

const CHANNELS = ['database', 'platform'] as const

/** Every fault at every command that was recorded, and some pairs by seed. */
export function planOf(recorded: Entries, { all, pairs, seed }: Scope): Planned[] {
  const singles = CHANNELS.flatMap((channel) =>
    recorded[channel].flatMap((entry, index) => singlesAt({ channel, index, entry, all })),
  )
  return [...singles.map((fault) => [fault]), ...pairsOf(singles, pairs, randomFrom(seed))]
}

type Place = Readonly<{ channel: Channel; index: number; entry: Entry; all: boolean }>

/**
 * What fits into `npm test`: at every write and call the command fails, its reply is lost, or the process is killed; at
 * every read, which changes nothing either way, one of the first two in turn. The lasting faults come to the same stored
 * state as a kill and differ in what the process does until it is gone: one of them in turn where it matters most.
 */
function singlesAt({ channel, index, entry, all }: Place): Fault[] {
  const at = (kind: FaultKind, isSticky: boolean): Fault => ({ kind, channel, index, isSticky })
  const once = [at('before', false), at('reply-lost', false)]
  const lasting = [at('before', true), at('reply-lost', true), at('freeze', true)]
  if (all) {
    return [...once, at('kill', true), ...lasting]
  }
  const inTurn = (faults: readonly Fault[]) =>
    faults.filter((_fault, turn) => turn === index % faults.length)
  if (!entry.isWrite) {
    return inTurn(once)
  }
  return [...once, at('kill', true), ...(isCrucial(channel, entry) ? inTurn(lasting) : [])]
}

const isCrucial = (channel: Channel, { what }: Entry): boolean =>
  channel === 'platform' || what === 'commitTransaction' || what === 'insert inbox'

/** The second fault is counted from the first one on: it may strike a repeat, a restart or what comes later. */
function pairsOf(singles: readonly Fault[], count: number, random: () => number): Planned[] {
  const pick = <Item>(items: readonly Item[]): Item | undefined =>
    items[Math.floor(random() * items.length)]
  return Array.from({ length: count }, () => {
    const first = pick(singles)
    const second = pick(singles)
    return first === undefined || second === undefined ? [] : [first, second]
  })
}

/** mulberry32: the same seed gives the same pairs on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** For a report: `update inbox #12 reply-lost sticky`. */
export function nameOf(faults: Planned, recorded: Entries): string {
  const parts = faults.map(({ kind, channel, index, isSticky }, position) => {
    const what = position === 0 ? (recorded[channel][index]?.what ?? '?') : `${channel} command`
    return `${what} #${index} ${kind}${isSticky && kind !== 'kill' && kind !== 'freeze' ? ' sticky' : ''}`
  })
  return parts.join(', then ')
}
