import type { IdentifierKey } from '../identifier.domain.js'
import type { Standing } from '../resolution/evidence.domain.js'

/** Why two identifiers are one customer: the shortest path of what joined them (identity.md 5). Pure. */

/** Something that joined two identifiers: a link that was believed, or an operator's word. */
export type Reason = Readonly<{
  /** Of the link or the decision. */
  id: string
  a: IdentifierKey
  b: IdentifierKey
  standing: Exclude<Standing, 'sighted'> | 'said'
  /** When it was seen first. */
  at: Date
}>

export type PathStep = Readonly<{ from: IdentifierKey; to: IdentifierKey; reason: Reason }>

/** What is believed most is told first where two ways are equally short. */
const BELIEF: readonly Reason['standing'][] = ['proved', 'relayed', 'said', 'claimed']

/** The fewest steps between the two, the surest and oldest reasons among equals; null when nothing joins them. */
export function shortestPath(
  reasons: readonly Reason[],
  { from, to }: Readonly<{ from: IdentifierKey; to: IdentifierKey }>,
): PathStep[] | null {
  const leaving = new Map<IdentifierKey, PathStep[]>()
  const add = (step: PathStep) => leaving.set(step.from, [...(leaving.get(step.from) ?? []), step])
  for (const reason of [...reasons].sort(surestFirst)) {
    add({ from: reason.a, to: reason.b, reason })
    add({ from: reason.b, to: reason.a, reason })
  }
  const cameBy = new Map<IdentifierKey, PathStep | null>([[from, null]])
  let ring = [from]
  while (ring.length > 0 && !cameBy.has(to)) {
    const fresh = ring.flatMap((key) => leaving.get(key) ?? [])
    ring = []
    for (const step of fresh) {
      if (!cameBy.has(step.to)) {
        cameBy.set(step.to, step)
        ring.push(step.to)
      }
    }
  }
  return cameBy.has(to) ? wayTo(to, cameBy) : null
}

function wayTo(to: IdentifierKey, cameBy: ReadonlyMap<IdentifierKey, PathStep | null>): PathStep[] {
  const steps: PathStep[] = []
  for (let step = cameBy.get(to); step; step = cameBy.get(step.from)) {
    steps.unshift(step)
  }
  return steps
}

const surestFirst = (x: Reason, y: Reason): number =>
  BELIEF.indexOf(x.standing) - BELIEF.indexOf(y.standing) ||
  x.at.getTime() - y.at.getTime() ||
  (x.id < y.id ? -1 : 1)
