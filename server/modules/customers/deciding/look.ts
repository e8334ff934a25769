import type { Clock } from '../../../platform/clock/index.js'
import { businessDay } from '../../../platform/days/index.js'
import { atOneMoment, type Db } from '../../../platform/mongo/index.js'
import type { Customers } from '../customers.repository.js'
import type { IdentifierKey } from '../identifier.domain.js'
import type { EvidenceDocument } from '../identity.documents.js'
import type { DecisionDocument } from '../resolution/decisions.model.js'
import type { OperatorWord, ResolutionRules } from '../resolution/evidence.domain.js'
import { gatherWorld, type GatheredWorld } from '../resolution/gather-world.repository.js'
import type { Draft } from '../resolution/world.domain.js'
import { sourceDecisionId, type Deciding } from './deciding.repository.js'
import { outlookOn, type Outlook } from './outlook.domain.js'
import { refusedAlone, refusedBy, type RefusedWord } from './refusals.domain.js'
import { applyRebuilt, linkRebuilder, type Rebuilt } from './retraction.repository.js'
import { tokenOf } from './token.js'
import { decisionsAmong, keysNamed, type SayableWord } from './words.domain.js'

/** What an operator asks: these words said, those decisions taken back, or what waits about these identifiers let through. */
export type Asked = Readonly<{
  words: readonly SayableWord[]
  undone?: readonly DecisionDocument[]
  /** Further identifiers to resolve around. */
  keys?: readonly IdentifierKey[]
}>

/** What would come of it, on the state that `token` names. Nothing is written. */
export type Look = Readonly<{
  token: string
  words: readonly SayableWord[]
  gathered: GatheredWorld
  /** Everything that is spoken of. */
  named: readonly IdentifierKey[]
  /** Null when the words cannot even be tried. */
  outlook: Outlook | null
  refused: readonly RefusedWord[]
}>

type Deps = Readonly<{
  db: Db
  customers: Pick<Customers, 'identifiersByKey'>
  deciding: Pick<Deciding, 'shownBy' | 'retractionsOf' | 'decisions'>
  /** In force now. */
  rules(): Promise<ResolutionRules>
  isBlocked(key: IdentifierKey): boolean
  clock: Clock
}>

export type LookAt = ReturnType<typeof lookAt>

export function lookAt({ db, customers, deciding, rules, isBlocked, clock }: Deps) {
  const rebuild = linkRebuilder(db)

  async function sourcesRetracted(evidence: readonly EvidenceDocument[]) {
    const sources = [...new Set(evidence.map(({ source }) => source))]
    const said = await deciding.decisions(sources.map(sourceDecisionId))
    return new Set(said.flatMap(({ word }) => (word.kind === 'retract-source' ? word.source : [])))
  }

  return async ({ words, undone = [], keys = [] }: Asked): Promise<Look> => {
    const takenBack = undone.map(({ word }) => word)
    const evidence = await deciding.shownBy(eventsIn([...words, ...takenBack]))
    const shown = evidence.flatMap((one) => one.identifiers.map(({ key }) => key))
    const named = [...new Set([...keysNamed([...words, ...takenBack]), ...shown, ...keys])]
    const by = { rules: await rules(), today: businessDay(clock.now()) }
    const { seeds, supposed, gathered } = await atOneMoment(db, async (moment) => {
      const known = await customers.identifiersByKey(named, moment)
      const there = new Set(known.map(({ _id }) => _id))
      const around = named.filter((key) => there.has(key))
      const said = decisionsAmong(words).filter((one) =>
        keysNamed([one]).every((key) => there.has(key)),
      )
      const asIf = { said, undone: new Set<string>(undone.map(({ _id }) => _id)) }
      const found = { identifiers: known, links: [] }
      const world = await gatherWorld(
        { db, moment, ...by },
        { found, seeds: around, supposed: asIf },
      )
      return { seeds: around, supposed: asIf, gathered: world }
    })
    const { said } = supposed
    const isKnown = new Set(seeds)
    const about = { undone: [...supposed.undone].sort(), keys: [...keys].sort() }
    const token = tokenOf({ gathered, words, about: JSON.stringify(about) })
    const base = { token, words, gathered, named: seeds }

    const retractions = shown.length === 0 ? [] : await deciding.retractionsOf(shown)
    const left = retractions.filter(({ _id }) => !supposed.undone.has(_id)).map(({ word }) => word)
    const alone = [
      ...refusedAlone(words, {
        isKnown: (key) => isKnown.has(key),
        isBlocked,
        spoken: [...gathered.spoken.values(), ...left],
      }),
      ...neverSeen(words, evidence),
    ]
    if (alone.length > 0) {
      return { ...base, outlook: null, refused: alone }
    }
    // After the links: see there.
    const retracted = new Set(eventsIn([...left, ...words]))
    const rebuilt: Rebuilt | null =
      evidence.length === 0
        ? new Map()
        : await rebuild(evidence, { events: retracted, sources: await sourcesRetracted(evidence) })
    if (rebuilt === null) {
      const reason = '这两个标识一起出现的次数太多，不能逐条重算'
      return { ...base, outlook: null, refused: words.map((_, word) => ({ word, reason })) }
    }
    const outlook = outlookOn({
      ...{ world: gathered.world, said, seeds, at: clock.now() },
      change: (draft: Draft) => applyRebuilt(draft, rebuilt),
    })
    return { ...base, outlook, refused: refusedBy(outlook, words) }
  }
}

const eventsIn = (words: readonly OperatorWord[]): string[] =>
  words.flatMap((word) => (word.kind === 'retract' ? [word.eventId] : []))

function neverSeen(
  words: readonly SayableWord[],
  evidence: readonly EvidenceDocument[],
): RefusedWord[] {
  return words.flatMap((one, word): RefusedWord[] => {
    const isUnknown =
      one.kind === 'retract' && !evidence.some(({ eventId }) => eventId === one.eventId)
    return isUnknown ? [{ word, reason: '这个事件没有留下可以撤回的证据' }] : []
  })
}
