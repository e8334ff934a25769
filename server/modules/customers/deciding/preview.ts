import type { z } from 'zod'
import type { Id } from '../../../platform/ids/index.js'
import type { Db } from '../../../platform/mongo/index.js'
import { slicesOf } from '../customer-sums.repository.js'
import type { RelationReader } from '../customers.ports.js'
import { namer } from '../explain/naming.js'
import type { IdentifierText } from '../identifier-text.js'
import type { IdentifierKey } from '../identifier.domain.js'
import { tallyOfIdentifier } from '../identifier-operations.js'
import type { Tally } from '../identity-tally.domain.js'
import { noSums } from '../owner-sums.domain.js'
import type { IdentityDecision } from '../resolution/evidence.domain.js'
import type { Preview } from './deciding.contract.js'
import { sideView, type SideView } from './deciding.view.js'
import type { Asked, Look, LookAt } from './look.js'
import type { Outlook } from './outlook.domain.js'
import { sidesOf, sumsOf } from './outlook-sides.domain.js'
import { keepingWhole } from './whole-sides.domain.js'
import { wireOf } from './wire-words.js'
import { decisionsAmong, type SayableWord } from './words.domain.js'

/** More words than this are no decision any more. */
const MAX_WORDS = 60
const MAX_TIME_MS = 5_000

export type PreviewView = z.output<typeof Preview>
/** The *same* words that keep sides whole. */
type KeepWhole = (outlook: Outlook, look: Look) => readonly SayableWord[]

type Deps = Readonly<{ db: Db; look: LookAt; relations: RelationReader; text: IdentifierText }>

export type Previews = ReturnType<typeof previews>

/** What would come of words, in both ways of saying it: what would be done, and what a screen shows of it. */
export function previews({ db, look, relations, text }: Deps) {
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
    const { gathered, refused, words, token, named } = seen
    const documents = gathered.identifiers
    const outlook = refused.length === 0 ? seen.outlook : null
    const asked = { world: gathered.world, outlook, named }
    const sides = sidesOf(asked)
    const keys = [...new Set([...sides.before, ...sides.after].flatMap((side) => side.keys))]
    const [related, tags, slices] = await Promise.all([
      relations.relationsOf(keys),
      relations.tagsOf(keys),
      slicesOf(db, sides.phones, { maxTimeMS: MAX_TIME_MS }),
    ])
    const tallyOf = (key: IdentifierKey) => {
      const document = documents.get(key)
      return document === undefined ? undefined : tallyOfIdentifier(document)
    }
    const sums = sumsOf(sides, { tallyOf, slices }, asked)
    const isStored = (id: Id<'cus'> | null) =>
      id !== null && gathered.customers.has(id) ? id : null
    const shown = (side: (typeof sides.before)[number], tally: Tally = noSums()): SideView =>
      sideView(
        {
          ...{ customerId: isStored(side.customerId), tally },
          identifiers: side.keys.flatMap((key) => documents.get(key) ?? []),
        },
        { relations: related, tags, text },
      )
    const name = namer([...documents.values()], text)
    const moves = outlook?.settled.moves ?? []
    return {
      token,
      words: words.map(wireOf),
      added,
      before: sides.before.map((side, index) => shown(side, sums.before[index])),
      after: sides.after.map((side, index) => shown(side, sums.after[index])),
      moves: moves.map(({ key, from, to }) => ({
        identifier: name(key),
        from,
        to: isStored(to),
      })),
      handedOver: sides.handedOver.map(({ key, from, to }) => ({
        ...{ identifier: name(key), from, to: to.map(isStored) },
      })),
      refused: [...refused],
      isWithoutEffect: outlook !== null && moves.length === 0 && sides.handedOver.length === 0,
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
