import type { Clock } from '../../platform/clock/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import {
  mentionsOf,
  newTombstones,
  type PersonalDataHolder,
  type Sweep,
} from '../../platform/personal-data/index.js'
import type { IdentifierKey } from '../customers/index.js'
import type { Erasures } from './erasures.repository.js'
import { BUSY_PAUSE_MS, type Erasure, type ErasureWork } from './privacy.domain.js'
import type { AuditTrail, FixPhones, IsBusy, PersonIdentity } from './privacy.ports.js'

/** Documents of one transaction: well under a second, whatever they hold. */
const BATCH = 200
const NOBODY = 'erased'

type Deps = Readonly<{
  erasures: Erasures
  person: Pick<PersonIdentity, 'living' | 'ownerOf' | 'ownersOf' | 'keysOf' | 'takeOut'>
  fixPhones: FixPhones
  isBusy: IsBusy
  holders: readonly PersonalDataHolder[]
  /** Stores of sealed payloads. */
  sweeps: readonly Sweep[]
  phoneIndex(phone: string): string
  /** The keyed hash of an identifier on the block list. */
  blockHash(identifierKey: string): string
  audit: AuditTrail
  inTransaction: InTransaction
  clock: Clock
}>

/** `stopped`: goes on at the next run. `busy`: an order waits for its payment. */
export type EraseOutcome = 'done' | 'stopped' | 'busy'

export type ErasePerson = ReturnType<typeof erasePerson>

/**
 * Erases one person, in transactions of a bounded size, from a request that remembers how far it is: a process may be
 * killed at any point, and another one goes on.
 *
 * 1. One transaction takes the person out of identity (its ids answer 410 from then on) and writes down which identifiers
 *    it had, each with a random tombstone.
 * 2. Each module erases or anonymises its facts, batch by batch; then the stored payloads are gone through.
 * 3. When nothing is left, the request forgets whom it was about. Somebody who came back meanwhile is taken out again.
 */
export function erasePerson(deps: Deps) {
  const { erasures, person, holders, sweeps, inTransaction, clock } = deps

  async function customerOf({ by, subject }: Erasure): Promise<Id<'cus'> | null> {
    return by === 'operator'
      ? await person.living(subject as Id<'cus'>)
      : await person.ownerOf(subject as IdentifierKey)
  }

  /** Step 1, also for who came back; answers the request as stored, or why it cannot begin. */
  async function takeOut(
    erasure: Erasure,
    customerId: Id<'cus'>,
  ): Promise<Erasure | 'busy' | 'moved-on'> {
    const keys = await person.keysOf(customerId)
    let next: Erasure | undefined
    const outcome = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      if (await deps.isBusy(keys, { tx })) {
        return 'busy' as const
      }
      await deps.fixPhones(keys, { tx })
      const taken = await person.takeOut(customerId, { tx })
      if (taken === null) {
        return 'moved-on' as const
      }
      if (erasure.doNotContact) {
        await erasures.block(taken.keys.map(deps.blockHash), clock.now(), { tx })
      }
      next = begun(erasure, taken, clock.now())
      return erasures.save(next, { tx })
    })
    return outcome === 'saved' && next !== undefined
      ? { ...next, revision: next.revision + 1 }
      : outcome === 'busy'
        ? 'busy'
        : 'moved-on'
  }

  async function save(erasure: Erasure, work: ErasureWork): Promise<Erasure> {
    const next = { ...erasure, work }
    if ((await erasures.save(next)) !== 'saved') {
      throw new Error(`the erasure ${erasure.erasureId} is worked on by another process`)
    }
    return { ...next, revision: next.revision + 1 }
  }

  /** Step 2, one bounded piece of it. */
  async function piece(erasure: Erasure, work: ErasureWork): Promise<Erasure> {
    const tombstones = new Map(work.tombstones.map(({ key, tombstone }) => [key, tombstone]))
    const holder = holders[work.stage]
    if (holder !== undefined) {
      const changed = await inTransaction((tx) =>
        holder.eraseFor({ tombstones }, { tx, limit: BATCH }),
      )
      return changed > 0 ? erasure : await save(erasure, { ...work, stage: work.stage + 1 })
    }
    const sweep = sweeps[work.stage - holders.length]
    if (sweep === undefined) {
      return erasure
    }
    const mentions = mentionsOf([...tombstones.keys()], deps.phoneIndex)
    const { after, left } = await sweep(mentions, work.after)
    const seen = work.left + left
    return await save(erasure, {
      ...work,
      after,
      left: after === null ? 0 : seen,
      // rows in somebody's hands: this store is gone through again at the next run
      stage: after === null && seen === 0 ? work.stage + 1 : work.stage,
    })
  }

  /** Facts that came while the others were gone through, or that a later version of the product knows about. */
  async function isMissed({ tombstones: pairs }: ErasureWork): Promise<boolean> {
    const tombstones = new Map(pairs.map(({ key, tombstone }) => [key, tombstone]))
    return await inTransaction(async (tx) => {
      let changed = 0
      for (const holder of holders) {
        changed += await holder.eraseFor({ tombstones }, { tx, limit: BATCH })
      }
      return changed > 0
    })
  }

  /** Step 3: answers who came back under these identifiers; nobody: it is done. */
  async function finish(erasure: Erasure, work: ErasureWork, tx: Tx): Promise<Id<'cus'>[]> {
    const keys = work.tombstones.map(({ key }) => key) as IdentifierKey[]
    const back = await person.ownersOf(keys, { tx })
    if (back.length > 0) {
      return back
    }
    const { erasureId, customerIds, by, operatorId, operatorName, doNotContact } = erasure
    const actor = { operatorId: operatorId ?? 'customer', name: operatorName ?? '顾客本人' }
    await deps.audit.record(
      {
        actor,
        action: 'customer.erased',
        subject: { type: 'erasure', id: erasureId },
        after: { by, customerIds, doNotContact },
      },
      { tx },
    )
    const doneAt = clock.now()
    const done = { ...erasure, state: 'done', doneAt, subject: NOBODY, work: null } as const
    if ((await erasures.save(done, { tx })) !== 'saved') {
      throw new Error(`the erasure ${erasureId} is worked on by another process`)
    }
    await erasures.forget([...keys, ...customerIds], { tx })
    return []
  }

  async function begin(erasure: Erasure): Promise<Erasure | 'busy' | 'done' | 'moved-on'> {
    const customerId = await customerOf(erasure)
    if (customerId !== null) {
      return await takeOut(erasure, customerId)
    }
    const nothing = { ...erasure, state: 'done', doneAt: clock.now(), subject: NOBODY } as const
    await erasures.save(nothing) // erased by another request, or never known
    return 'done'
  }

  async function pause(erasure: Erasure): Promise<'busy'> {
    await erasures.save({ ...erasure, dueAt: new Date(clock.now().getTime() + BUSY_PAUSE_MS) })
    return 'busy'
  }

  return async (request: Erasure, isStopping: () => boolean): Promise<EraseOutcome> => {
    let now = request
    for (;;) {
      if (isStopping()) {
        return 'stopped'
      }
      const { work } = now
      if (work === null) {
        const next = await begin(now)
        if (typeof next === 'string') {
          return next === 'busy' ? await pause(now) : next === 'done' ? 'done' : 'stopped'
        }
        now = next
      } else if (work.stage < holders.length + sweeps.length) {
        const next = await piece(now, work)
        const isHeldUp = next.work?.stage === work.stage && next.work.after === null
        if (work.stage >= holders.length && isHeldUp) {
          return 'stopped' // an event of this person is being worked: the next run looks again
        }
        now = next
      } else if (await isMissed(work)) {
        now = await save(now, { ...work, stage: 0, after: null, left: 0 })
      } else {
        const [back] = await inTransaction((tx) => finish(now, work, tx))
        if (back === undefined) {
          return 'done'
        }
        const again = await takeOut(now, back)
        if (typeof again === 'string') {
          return again === 'busy' ? await pause(now) : 'stopped'
        }
        now = again
      }
    }
  }
}

/** The work of a person who was taken out just now, from its first stage on; known tombstones stay. */
function begun(
  erasure: Erasure,
  taken: Readonly<{ customerIds: readonly string[]; keys: readonly string[] }>,
  now: Date,
): Erasure {
  const known = erasure.work?.tombstones ?? []
  const fresh = taken.keys.filter((key) => !known.some((one) => one.key === key))
  const made = [...newTombstones(fresh)].map(([key, tombstone]) => ({ key, tombstone }))
  return {
    ...erasure,
    state: 'running',
    startedAt: erasure.startedAt ?? now,
    customerIds: [...new Set([...erasure.customerIds, ...taken.customerIds])],
    work: { tombstones: [...known, ...made], stage: 0, after: null, left: 0 },
  }
}
