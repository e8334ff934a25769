import { invariant } from '../../platform/errors/index.js'
import type { CustomerFact } from './facts.domain.js'
import { carrierOf, inCarrierOrder, isHard, type SeenIdentifier } from './identifier.domain.js'
import {
  areCompatible,
  customerOf,
  hasRoomFor,
  layerOver,
  move,
  ownerOf,
  survivorFirst,
  type IdentityState,
  type Move,
} from './identity-state.domain.js'
import { allPairs, pairId, type Link, type Pair } from './links.domain.js'

/**
 * Joining by what WeChat proved and trusted sources relayed (identity.md 2.1, steps 1 and 2, as far as one new link at a
 * time can tell). Phones and member numbers are stored and join nothing. A link that would break a limit is held.
 */

/** What one fact changes about who is who. */
export type IdentityChange = Readonly<{
  fact: CustomerFact
  /** Owned by a customer once the moves are made. */
  carrier: SeenIdentifier
  /** In order. */
  moves: readonly Move[]
  links: readonly Link[]
}>

/** Null for a fact without identifiers: it has no owner. Leaves the state as it is. */
export function decideIdentity(fact: CustomerFact, state: IdentityState): IdentityChange | null {
  const carrier = carrierOf(fact.seen)
  if (carrier === null) {
    return null
  }
  const draft = layerOver(state)
  const pairs = joiningPairs(fact)
  const moves: Move[] = []
  const make = (step: Move) => {
    move(draft, step)
    moves.push(step)
  }
  const held = followPairs(draft, pairs, make)
  // What is left is new, or held apart from the others: each gets a customer of its own, and may then join the rest.
  for (const founder of withoutOwner(draft, carrier, pairs)) {
    if (ownerOf(draft, founder.key) === null) {
      make(foundedBy(founder, fact, state))
      followPairs(draft, pairs, make).forEach((id) => held.add(id))
    }
  }
  const links = allPairs(fact.seen).map((pair): Link => {
    const [a, b] = pair
    return { a, b, isHeld: held.has(pairId(pair)) }
  })
  return { fact, carrier, moves, links }
}

/** The state after a change; works in place. */
export function applyIdentity(state: IdentityState, change: IdentityChange): IdentityState {
  change.moves.forEach((step) => move(state, step))
  return state
}

/**
 * The pairs that join: a unionid with an openid or a contact, when WeChat proved it to us or a trusted source said it.
 * From an untrusted source they only suggest.
 */
export function joiningPairs({ seen, isTrusted }: CustomerFact): Pair[] {
  return allPairs(seen).filter(
    ([a, b]) =>
      isTrusted &&
      isHard(a.type) &&
      isHard(b.type) &&
      (a.type === 'unionid') !== (b.type === 'unionid'),
  )
}

/** Joins until nothing changes any more; answers the pairs that a limit keeps apart. */
function followPairs(
  draft: IdentityState,
  pairs: readonly Pair[],
  make: (step: Move) => void,
): Set<string> {
  const held = new Set<string>()
  let hasMoved: boolean
  do {
    hasMoved = false
    for (const pair of pairs) {
      const step = judge(draft, pair)
      if (step === 'held') {
        held.add(pairId(pair))
      } else if (step !== null) {
        make(step)
        hasMoved = true
      }
    }
  } while (hasMoved)
  return held
}

/** Null when the two are together already, or nobody's yet. */
function judge(state: IdentityState, [a, b]: Pair): Move | 'held' | null {
  const [ownerA, ownerB] = [ownerOf(state, a.key), ownerOf(state, b.key)]
  if (ownerA === ownerB) {
    return null
  }
  if (ownerA === null || ownerB === null) {
    const [owner, identifier] = ownerA === null ? [ownerB, a] : [ownerA, b]
    invariant(owner !== null, 'one of two different owners is a customer')
    const customer = customerOf(state, owner)
    return hasRoomFor(customer, identifier)
      ? { kind: 'attach', customerId: owner, identifier }
      : 'held'
  }
  const customers = [customerOf(state, ownerA), customerOf(state, ownerB)] as const
  if (!areCompatible(...customers)) {
    return 'held'
  }
  const [survivor, loser] = survivorFirst(...customers)
  return { kind: 'merge', survivorId: survivor.customerId, loserId: loser.customerId }
}

function withoutOwner(
  draft: IdentityState,
  carrier: SeenIdentifier,
  pairs: readonly Pair[],
): SeenIdentifier[] {
  const others = inCarrierOrder(pairs.flat()).filter(({ key }) => key !== carrier.key)
  return [carrier, ...others].filter(({ key }) => ownerOf(draft, key) === null)
}

function foundedBy(founder: SeenIdentifier, fact: CustomerFact, state: IdentityState): Move {
  const customerId = state.freshIds.get(founder.key)
  invariant(customerId !== undefined, 'an id is prepared for every identifier without an owner')
  return { kind: 'found', customerId, founder, at: fact.at }
}
