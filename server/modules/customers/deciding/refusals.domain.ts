import { typeOfKey, type IdentifierKey } from '../identifier.domain.js'
import {
  partsOf,
  type IdentityDecision,
  type OperatorWord,
  type ResolutionRules,
} from '../resolution/evidence.domain.js'
import { pairName } from '../resolution/groups.domain.js'
import { resolve } from '../resolution/resolve.domain.js'
import { keysOfDecision } from '../resolution/world.domain.js'
import type { Outlook } from './outlook.domain.js'
import { nameOf, type SayableWord } from './words.domain.js'

/** Why words cannot be said (identity.md 2.1 step 3, 3). Pure; reasons are Chinese sentences for the screen. */

export type RefusedWord = Readonly<{ word: number; reason: string }>

/** What can be seen of a word alone. */
type Known = Readonly<{
  isKnown(key: IdentifierKey): boolean
  isBlocked(key: IdentifierKey): boolean
  /** What is in force already. */
  spoken: readonly OperatorWord[]
}>

/** Before anything is computed: a word that names nobody, says nothing, or has been said. */
export function refusedAlone(words: readonly SayableWord[], known: Known): RefusedWord[] {
  const inForce = new Set(known.spoken.map(nameOf))
  const earlier = new Set<string>()
  return words.flatMap((word, index): RefusedWord[] => {
    const isRepeated = earlier.has(nameOf(word)) || inForce.has(nameOf(word))
    earlier.add(nameOf(word))
    const reason = isRepeated ? '已经这样说过了' : whyNotAlone(word, known)
    return reason === null ? [] : [{ word: index, reason }]
  })
}

function whyNotAlone(word: SayableWord, { isKnown, isBlocked, spoken }: Known): string | null {
  if (word.kind === 'retract') {
    return null
  }
  const keys = keysOfDecision(word)
  if (keys.some((key) => !isKnown(key))) {
    return '从未见过这个标识'
  }
  if (keys.some(isBlocked)) {
    return '这个标识在屏蔽名单里，不属于任何人'
  }
  if (keys.length > 1 && new Set(keys).size === 1) {
    return '两边是同一个标识'
  }
  return word.kind === 'phone-belongs' || word.kind === 'phone-shared'
    ? whyNotPhone(word, spoken)
    : null
}

type PhoneWord = Extract<OperatorWord, { kind: 'phone-belongs' | 'phone-shared' }>

function whyNotPhone(word: PhoneWord, spoken: readonly OperatorWord[]): string | null {
  if (typeOfKey(word.phone) !== 'phone') {
    return '只有手机号可以这样说'
  }
  const about = spoken.filter((one): one is PhoneWord => 'phone' in one && one.phone === word.phone)
  if (word.kind === 'phone-shared') {
    return about.some(({ kind }) => kind === 'phone-belongs')
      ? '已经说过这个号码归谁，请先撤销那条决定'
      : null
  }
  if (typeOfKey(word.to) === 'phone') {
    return '号码不能归另一个号码'
  }
  if (about.some(({ kind }) => kind === 'phone-shared')) {
    return '这个号码已声明为多人共用，请先撤销那条决定'
  }
  const [from, until] = endsOf(word)
  if (from >= until) {
    return '结束时间要晚于开始时间'
  }
  const isTaken = about.some((one) => {
    if (one.kind !== 'phone-belongs') {
      return false
    }
    const [start, end] = endsOf(one)
    return start <= until && from <= end
  })
  return isTaken ? '这段时间已经说过归别人，请先撤销那条决定' : null
}

const endsOf = ({ from, until }: Readonly<{ from?: Date; until?: Date }>): [number, number] => [
  from?.getTime() ?? -Infinity,
  until?.getTime() ?? Infinity,
]

/** After it was computed: what stands against it. `words` as they were said, in their order. */
export function refusedBy(outlook: Outlook, words: readonly SayableWord[]): RefusedWord[] {
  if (outlook.component.isTooLarge) {
    return words.map((_, word) => ({ word, reason: '牵涉的标识太多（超过 500 个），不能一次处理' }))
  }
  const isProved = provedTogether(outlook)
  const overturned = overturnedSames(outlook)
  return words.flatMap((one, word): RefusedWord[] => {
    const reason = whyRefused(one, { outlook, isProved, overturned })
    return reason === null ? [] : [{ word, reason }]
  })
}

type Judged = Readonly<{
  outlook: Outlook
  isProved(a: IdentifierKey, b: IdentifierKey): boolean
  overturned: readonly (readonly IdentifierKey[])[]
}>

function whyRefused(word: SayableWord, { outlook, isProved, overturned }: Judged): string | null {
  const { settled, draft, component } = outlook
  switch (word.kind) {
    case 'same':
      return isHeld(outlook, [word.a, word.b]) ? whyIncompatible(outlook, word) : null
    case 'never':
      if (isProved(word.a, word.b)) {
        return '微信自己证明了这两个标识是同一个人，不能说不是'
      }
      return overturned.length > 0 ? '运营人员说过它们是同一个人，请先撤销那条决定' : null
    case 'detach': {
      const owner = draft.identifier(word.key)?.ownerId ?? null
      const others = component.keys.filter(
        (key) => key !== word.key && owner !== null && draft.identifier(key)?.ownerId === owner,
      )
      return others.length > 0 ? '运营人员说过它与别的标识是同一个人，请先撤销那条决定' : null
    }
    case 'phone-belongs':
      return settled.held.some(({ step, keys }) => step === 'phone' && keys[0] === word.phone)
        ? '这样会让互相矛盾的标识成为一位客户'
        : null
    default:
      return null
  }
}

const isHeld = ({ settled }: Outlook, keys: readonly IdentifierKey[]): boolean =>
  settled.held.some((held) => held.step === 'same' && keys.every((key) => held.keys.includes(key)))

/** Words of operators that would not stand any more. */
function overturnedSames({ settled, heldBefore, said }: Outlook): (readonly IdentifierKey[])[] {
  const own = new Set(said.flatMap((one) => (one.kind === 'same' ? [pairName(one.a, one.b)] : [])))
  const nameOfHeld = ({ keys: [a, b] }: Readonly<{ keys: readonly IdentifierKey[] }>) =>
    a === undefined || b === undefined ? '' : pairName(a, b)
  const before = new Set(heldBefore.filter(({ step }) => step === 'same').map(nameOfHeld))
  return settled.held
    .filter((held) => held.step === 'same' && !own.has(nameOfHeld(held)))
    .filter((held) => !before.has(nameOfHeld(held)))
    .map(({ keys }) => keys)
}

/** Whom WeChat's own answers join, without what is said now. */
function provedTogether({ component, said, draft }: Outlook) {
  const { groups } = resolve({
    identifiers: component.keys,
    links: component.links.filter(({ standing }) => standing === 'proved'),
    decisions: component.decisions.filter(
      (one) => !said.includes(one) && (one.kind === 'never' || one.kind === 'detach'),
    ),
    rules: draft.world.rules,
  })
  return isTogetherIn(groups)
}

type Groups = readonly (readonly IdentifierKey[])[]

const isTogetherIn = (groups: Groups) => (a: IdentifierKey, b: IdentifierKey) =>
  groups.some((group) => group.includes(a) && group.includes(b))

/** The people on the two sides before operators speak, and whom their words would chain to them. */
function whyIncompatible(
  { component, draft }: Outlook,
  same: { a: IdentifierKey; b: IdentifierKey },
) {
  const { rules } = draft.world
  const { groups } = resolve({
    identifiers: component.keys,
    links: component.links.filter(
      ({ standing }) => standing === 'proved' || standing === 'relayed',
    ),
    decisions: component.decisions.filter(({ kind }) => kind !== 'same'),
    rules,
  })
  const sames = component.decisions.filter((one) => one.kind === 'same')
  const together = chainFrom(same.a, groups, sames)
  return contradictionIn([...together], component.decisions, rules)
}

function chainFrom(
  key: IdentifierKey,
  groups: Groups,
  sames: readonly Extract<IdentityDecision, { kind: 'same' }>[],
): Set<IdentifierKey> {
  const chain = new Set([key])
  // A set takes in what is added while it is gone through.
  for (const one of chain) {
    const group = groups.find((keys) => keys.includes(one)) ?? []
    group.forEach((mate) => chain.add(mate))
    for (const { a, b } of sames.filter((same) => same.a === one || same.b === one)) {
      chain.add(a).add(b)
    }
  }
  return chain
}

const SLOTS = new Map([
  ['unionid', '两个不同的微信 unionid'],
  ['openid', '同一小程序的两个用户'],
  ['external_userid', '两个不同的企微客户'],
])

function contradictionIn(
  keys: readonly IdentifierKey[],
  decisions: readonly IdentityDecision[],
  { maxIdentifiers }: ResolutionRules,
): string {
  const isNever = decisions.some(
    (one) => one.kind === 'never' && keys.includes(one.a) && keys.includes(one.b),
  )
  if (isNever) {
    return '运营人员说过它们不是同一个人，请先撤销那条决定'
  }
  const slots = new Map<string, IdentifierKey>()
  for (const key of keys) {
    const { type, scope } = partsOf(key)
    const name = SLOTS.get(type)
    const slot = `${type}:${scope}`
    if (name !== undefined && slots.has(slot)) {
      return `合在一起会有${name}，不可能是同一个人`
    }
    slots.set(slot, key)
  }
  return keys.length > maxIdentifiers
    ? `合在一起会超过 ${maxIdentifiers} 个标识`
    : '与已有的证据或决定矛盾'
}
