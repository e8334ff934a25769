import { refuse, ok, type Result } from '../../../platform/errors/index.js'
import type { Id } from '../../../platform/ids/index.js'
import type { Customers } from '../customers.repository.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { CustomerDocument, HistoryDocument } from '../identity.documents.js'
import type { SayableWord } from './words.domain.js'
import type { Deciding } from './deciding.repository.js'
import type { Outlook } from './outlook.domain.js'
import type { Previews, PreviewView } from './preview.js'
import { joiningSides } from './whole-sides.domain.js'

/** Sides with a founder each; two of them need one word, eleven fifty-five. */
const MAX_SIDES = 11

export type UndoMergeRefusal = 'history-not-found' | 'merge-not-undoable'

type Deps = Readonly<{
  deciding: Pick<Deciding, 'historyEntry'>
  customers: Customers
  previews: Previews
}>
type Merge = Readonly<{
  /** The founders of the customers that it made one, of each that went and of the one that went on. */
  founders: readonly IdentifierKey[]
  /** What each side had, in the order of the founders; that of the last is everything else. */
  gone: readonly (readonly IdentifierKey[])[]
  /** What the customer has now. */
  mates: readonly IdentifierKey[]
}>

/**
 * The words that take a certain merge back (identity.md 3): *never* between the founders of its sides, and *same* that keep
 * each side whole.
 */
export function undoMerge({ deciding, customers, previews }: Deps) {
  async function mergeOf(entry: HistoryDocument): Promise<Result<Merge, 'merge-not-undoable'>> {
    if (entry.merged.length === 0) {
      return refuse('merge-not-undoable', '这条记录不是合并')
    }
    const survivors = entry.moves.flatMap(({ from, to }) =>
      from !== null && entry.merged.includes(from) ? (to ?? []) : [],
    )
    const people = await customers.findMany([...new Set([...entry.merged, ...survivors])])
    const founderOf = new Map(people.map(({ _id, founderKey }) => [_id, founderKey]))
    const [survivor] = survivors
    const owner = await ownerNow(survivor === undefined ? undefined : founderOf.get(survivor))
    const sides = entry.merged.flatMap((id) => founderOf.get(id) ?? [])
    const last = survivor === undefined ? undefined : founderOf.get(survivor)
    if (owner === null || last === undefined || sides.length !== entry.merged.length) {
      return refuse('merge-not-undoable', '这次合并的客户已经不在了')
    }
    const mates = (await customers.identifiersOf([owner])).map(({ _id }) => _id)
    if (!sides.every((key) => mates.includes(key))) {
      return refuse('merge-not-undoable', '这次合并已经不再生效，客户已经分开')
    }
    if (sides.length + 1 > MAX_SIDES) {
      return refuse('merge-not-undoable', `这次合并牵涉的客户太多（超过 ${MAX_SIDES} 位）`)
    }
    return ok({ founders: [...sides, last], gone: goneIn(entry, mates), mates })
  }

  const ownerNow = (founder: IdentifierKey | undefined): Promise<CustomerDocument['_id'] | null> =>
    founder === undefined ? Promise.resolve(null) : customers.ownerOf(founder)

  return async (historyId: string): Promise<Result<PreviewView, UndoMergeRefusal>> => {
    const entry = await deciding.historyEntry(historyId)
    if (entry === null) {
      return refuse('history-not-found')
    }
    const merge = await mergeOf(entry)
    if (!merge.ok) {
      return merge
    }
    const words = pairsAmong(merge.value.founders).map(([a, b]): SayableWord => ({
      kind: 'never',
      a,
      b,
    }))
    const keep = (outlook: Outlook) => joiningSides(outlook, sidesOf(merge.value, outlook))
    return ok(await previews.preview({ words }, keep))
  }
}

/** What went with each of the merged, as far as the customer still has it. */
function goneIn({ merged, moves }: HistoryDocument, mates: readonly IdentifierKey[]) {
  return merged.map((id: Id<'cus'>) =>
    moves.flatMap(({ key, from }) => (from === id && mates.includes(key) ? key : [])),
  )
}

/**
 * What belonged to a merged customer is its side; of what came later, what lies with it without the merge. Everything else
 * is the side of who went on.
 */
function sidesOf({ gone, mates }: Merge, { draft }: Outlook): IdentifierKey[][] {
  const ownerOf = (key: IdentifierKey) => draft.identifier(key)?.ownerId ?? null
  const sides = gone.map((own) => {
    const owners = new Set(own.flatMap((key) => ownerOf(key) ?? []))
    return mates.filter((key) => own.includes(key) || owners.has((ownerOf(key) ?? '') as Id<'cus'>))
  })
  const taken = new Set(sides.flat())
  return [...sides, mates.filter((key) => !taken.has(key))]
}

const pairsAmong = (keys: readonly IdentifierKey[]): [IdentifierKey, IdentifierKey][] =>
  keys.flatMap((a, index) =>
    keys.slice(index + 1).map((b): [IdentifierKey, IdentifierKey] => [a, b]),
  )
