import type { Command } from './op-msg.js'

/** Where a fault is made: at the n-th command to the database or the n-th call to a platform. */
export type Channel = 'database' | 'platform'

/**
 * `before`: closed without forwarding. `reply-lost`: forwarded, the reply swallowed, closed. `kill`: forwarded, and from
 * then on nothing of this life reaches anybody. `freeze`: held back, with all that follows, until another process has
 * taken over and done everything: what SIGSTOP past the lease and SIGCONT do.
 */
export type FaultKind = 'before' | 'reply-lost' | 'kill' | 'freeze'

export type Fault = Readonly<{
  kind: FaultKind
  channel: Channel
  /** Counted from 0, from the moment the tape runs or from the fault before. */
  index: number
  /** Everything fails after it until the restart; without: only this one, and a repeat passes. */
  isSticky: boolean
}>

export type Entry = Readonly<{ what: string; isWrite: boolean }>
export type Entries = Readonly<Record<Channel, readonly Entry[]>>

/** What a proxy does with one message. */
export type Order = 'pass' | FaultKind

const READS = new Set(['find', 'aggregate', 'count', 'distinct', 'getMore', 'listCollections'])

/** The connection's own affairs. */
const UNCOUNTED = new Set(['hello', 'isMaster', 'ismaster', 'ping', 'endSessions', 'killCursors'])

export const isCounted = ({ name, collection }: Command): boolean =>
  !UNCOUNTED.has(name) && !(name === 'getMore' && collection === '$cmd.aggregate')

export const entryOf = ({ name, collection }: Command): Entry => ({
  what: collection === '' ? name : `${name} ${collection}`,
  isWrite: !READS.has(name),
})

export type Tape = ReturnType<typeof tape>

/**
 * One run's record of what reached the wire, over all lives of the process, and the faults that strike there. A second
 * fault is counted from the first one on.
 */
export function tape(faults: readonly Fault[] = []) {
  const entries: Record<Channel, Entry[]> = { database: [], platform: [] }
  const countedFrom: Record<Channel, number> = { database: 0, platform: 0 }
  let isRunning = false
  let struck = 0
  const touched = new Set<string>()

  return {
    entries: entries as Entries,
    /** Every collection that was written to, also before the tape ran. */
    touched: touched as ReadonlySet<string>,
    /** How many of the faults have struck. */
    get struck() {
      return struck
    },
    start() {
      isRunning = true
    },
    stop() {
      isRunning = false
    },
    /** The fault that struck last. */
    lastStruck: (): Fault | undefined => faults[struck - 1],

    /** Notes what is about to be forwarded, and says what shall happen to it. */
    take(channel: Channel, entry: Entry): Order {
      const [, collection] = entry.what.split(' ')
      if (channel === 'database' && entry.isWrite && collection !== undefined) {
        touched.add(collection)
      }
      if (!isRunning) {
        return 'pass'
      }
      const index = entries[channel].length - countedFrom[channel]
      entries[channel].push(entry)
      const fault = faults[struck]
      if (fault === undefined || fault.channel !== channel || fault.index !== index) {
        return 'pass'
      }
      struck += 1
      countedFrom.database = entries.database.length
      countedFrom.platform = entries.platform.length
      return fault.kind
    },
  }
}
