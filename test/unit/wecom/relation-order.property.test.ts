import fc from 'fast-check'
import {
  decideRelation,
  type ContactReport,
} from '../../../server/modules/wecom/contacts/relation-changes.domain.js'
import type { Relation, Shown } from '../../../server/modules/wecom/contacts/relation.domain.js'
import { report, shownSince } from './relations.js'

/** What happens between one staff member and one customer; what is impossible at the time is left out. */
type Action = 'add' | 'leave' | 'delete' | 'edit'
type World = Readonly<{ shown: Shown | null; isLeft: boolean }>
type Happened = Readonly<{ kind: ContactReport['kind']; at: number; world: World }>

function act(world: World, action: Action, at: number): Happened | null {
  const { shown, isLeft } = world
  const isFriend = shown !== null && !isLeft
  switch (action) {
    case 'add':
      return isFriend
        ? null
        : { kind: 'added', at, world: { shown: shownSince(at), isLeft: false } }
    case 'leave':
      return isFriend ? { kind: 'removed-by-customer', at, world: { shown, isLeft: true } } : null
    case 'delete':
      return shown === null
        ? null
        : { kind: 'removed-by-staff', at, world: { shown: null, isLeft: false } }
    case 'edit':
      return shown === null
        ? null
        : { kind: 'looked-at', at, world: { shown: { ...shown, remark: `改于 ${at}` }, isLeft } }
  }
}

function play(actions: readonly Action[]): Happened[] {
  let world: World = { shown: null, isLeft: false }
  const history: Happened[] = []
  actions.forEach((action, index) => {
    const happened = act(world, action, index * 3)
    if (happened !== null) {
      history.push(happened)
      world = happened.world
    }
  })
  return history
}

const actions = fc.array(fc.constantFrom<Action[]>('add', 'leave', 'delete', 'edit'), {
  minLength: 1,
  maxLength: 10,
})

/** Every event at least once, some twice, each delivered at some moment after it happened. */
const deliveries = fc
  .tuple(actions, fc.array(fc.nat({ max: 1_000 }), { minLength: 20, maxLength: 20 }))
  .map(([list, delays]) => {
    const history = play(list)
    return history
      .flatMap((happened, index) => {
        const moments = [delays[index] ?? 0, delays[index + 10] ?? 0]
        const copies = (delays[index] ?? 0) % 3 === 0 ? moments : moments.slice(0, 1)
        // at the earliest the world as this event left it, at the latest the end of everything
        return copies.map((delay) => ({
          happened,
          seenUpTo: Math.min(index + (delay % 11), history.length - 1),
          delay,
        }))
      })
      .sort((a, b) => a.seenUpTo - b.seenUpTo || a.delay - b.delay)
      .map(({ happened, seenUpTo }) => ({
        happened,
        world: history[seenUpTo]?.world ?? happened.world,
        history,
      }))
  })

// Guarantee: repeated, late and reordered events with a re-read each end in what WeCom's world is.
test('any order and repetition of contact events ends in the state of the platform', () => {
  const endsRight = fc.property(deliveries, (delivered) => {
    let relation: Relation | null = null
    for (const { happened, world } of delivered) {
      const next = decideRelation(relation, report(happened.kind, happened.at, world.shown))
      relation = next.relation ?? relation
    }
    const last = delivered[0]?.history.at(-1)?.world
    if (last === undefined) {
      return
    }
    const expected =
      last.shown === null ? 'ended-by-staff' : last.isLeft ? 'ended-by-customer' : 'active'
    expect(relation?.state).toBe(expected)
    if (expected === 'active') {
      expect(relation?.since).toEqual(last.shown?.addedAt)
      expect(relation?.remark).toBe(last.shown?.remark)
    }
  })
  fc.assert(endsRight, { numRuns: 3_000 })
})
