import type { z } from 'zod'
import type { Id } from '../../../platform/ids/index.js'
import type { RelationReader } from '../customers.ports.js'
import { namer } from '../explain/naming.js'
import type { IdentifierText } from '../identifier-text.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { IdentifierDocument } from '../identity.documents.js'
import type { IdentityDecision } from '../resolution/evidence.domain.js'
import type { Preview } from './deciding.contract.js'
import { sideView, type SideView } from './deciding.view.js'
import type { Asked, Look, LookAt } from './look.js'
import type { Outlook } from './outlook.domain.js'
import { keepingWhole } from './whole-sides.domain.js'
import { wireOf } from './wire-words.js'
import { decisionsAmong, type SayableWord } from './words.domain.js'

/** More words than this are no decision any more. */
const MAX_WORDS = 60

export type PreviewView = z.output<typeof Preview>
/** The *same* words that keep sides whole. */
type KeepWhole = (outlook: Outlook, look: Look) => readonly SayableWord[]

type Deps = Readonly<{ look: LookAt; relations: RelationReader; text: IdentifierText }>

export type Previews = ReturnType<typeof previews>

/** What would come of words, in both ways of saying it: what would be done, and what a screen shows of it. */
export function previews({ look, relations, text }: Deps) {
  /** Adds what keeps each side whole and looks again: what was added is judged like any word. */
  async function withWhole(asked: Asked, keep: KeepWhole): Promise<Look & { added: number }> {
    const first = await look(asked)
    if (first.outlook === null || first.refused.length > 0) {
      return { ...first, added: 0 }
    }
    const added = keep(first.outlook, first)
    if (added.length === 0) {
      return { ...first, added: 0 }
    }
    const words = [...asked.words, ...added]
    if (words.length > MAX_WORDS) {
      const reason = `要保持两边完整，需要补充的决定太多（超过 ${MAX_WORDS} 条）`
      return { ...first, added: 0, refused: asked.words.map((_, word) => ({ word, reason })) }
    }
    return { ...(await look({ ...asked, words })), added: added.length }
  }

  async function view(seen: Look, added: number): Promise<PreviewView> {
    const { gathered, outlook, refused, words, token, named } = seen
    const documents = gathered.identifiers
    const isPossible = outlook !== null && refused.length === 0
    const moves = isPossible ? outlook.settled.moves : []
    const before = sidesBefore(documents, [...named, ...moves.map(({ key }) => key)])
    const after = isPossible ? sidesAfter(before, moves, outlook) : before
    const keys = [...new Set([...before, ...after].flatMap((side) => side.keys))]
    const [related, tags] = await Promise.all([relations.relationsOf(keys), relations.tagsOf(keys)])
    const around = { relations: related, tags, text }
    const shown = ({ customerId, keys: own }: Owned): SideView =>
      sideView(
        customerId,
        own.flatMap((key) => documents.get(key) ?? []),
        around,
      )
    const name = namer([...documents.values()], text)
    const isStored = (id: Id<'cus'> | null) =>
      id !== null && gathered.customers.has(id) ? id : null
    return {
      token,
      words: words.map(wireOf),
      added,
      before: before.map(shown),
      after: after.map((side) => shown({ ...side, customerId: isStored(side.customerId) })),
      moves: moves.map(({ key, from, to }) => ({
        identifier: name(key),
        from,
        to: isStored(to),
      })),
      refused: [...refused],
      isWithoutEffect: isPossible && moves.length === 0,
    }
  }

  return {
    /** `keep`: how sides stay whole; unless told, those which the words leave. */
    async preview(asked: Asked, keep: KeepWhole = ofTheWords): Promise<PreviewView> {
      const { added, ...seen } = await withWhole(asked, keep)
      return view(seen, added)
    },
    /** Without adding anything: why this cannot be said; null when it can. */
    async whyNot(words: readonly SayableWord[]): Promise<string | null> {
      const { refused } = await withWhole({ words }, ofTheWords)
      return refused[0]?.reason ?? null
    },
  }
}

const ofTheWords: KeepWhole = (outlook, { gathered, words }) =>
  keepingWhole(gathered.world, outlook, decisionsAmong(words) as readonly IdentityDecision[])

type Owned = Readonly<{ customerId: Id<'cus'> | null; keys: readonly IdentifierKey[] }>
type Documents = ReadonlyMap<IdentifierKey, IdentifierDocument>

/** Whose these identifiers are now, with everything that they have. */
function sidesBefore(documents: Documents, keys: readonly IdentifierKey[]): Owned[] {
  const owners = new Set(keys.flatMap((key) => documents.get(key)?.ownerId ?? []))
  return [...owners].sort().map((customerId) => ({
    customerId,
    keys: [...documents.values()].flatMap(({ _id, ownerId }) =>
      ownerId === customerId ? _id : [],
    ),
  }))
}

/** Where what these have, and what comes to them, would be. */
function sidesAfter(
  before: readonly Owned[],
  moves: Outlook['settled']['moves'],
  { draft }: Outlook,
): Owned[] {
  const keys = new Set([...before.flatMap((side) => side.keys), ...moves.map(({ key }) => key)])
  const sides = new Map<Id<'cus'>, IdentifierKey[]>()
  for (const key of [...keys].sort()) {
    const owner = draft.identifier(key)?.ownerId ?? null
    if (owner !== null) {
      sides.set(owner, [...(sides.get(owner) ?? []), key])
    }
  }
  return [...sides]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([customerId, own]) => ({
      customerId,
      keys: own,
    }))
}
