import type { IdentityEdge, IdentityNode } from '../api/graph.js'

/** Three columns, as the picture is read: cards and phones, WeChat, contacts. */
export const COLUMNS = 3
const COLUMN: Record<IdentityNode['type'], number> = {
  member_no: 0,
  phone: 0,
  unionid: 1,
  openid: 1,
  external_userid: 2,
}
const ORDER: readonly IdentityNode['type'][] = [
  'member_no',
  'unionid',
  'external_userid',
  'phone',
  'openid',
]

/** The customer's own before those of others. */
export function inOrder(nodes: readonly IdentityNode[], customerId: string): IdentityNode[] {
  const rank = ({ ownerId, type, isFounder }: IdentityNode) =>
    (ownerId === customerId ? 0 : 100) + ORDER.indexOf(type) * 2 - (isFounder ? 1 : 0)
  return [...nodes].sort((a, b) => rank(a) - rank(b))
}

/**
 * Own ones fill their columns from the top; others stand below all of them, under what they hang on, or beside it where
 * a box of the customer's own would be in the way.
 */
export function placesOf(
  nodes: readonly IdentityNode[],
  edges: readonly IdentityEdge[],
  customerId: string,
) {
  const own = [0, 0, 0]
  const places = new Map<string, [number, number]>()
  for (const node of nodes.filter(({ ownerId }) => ownerId === customerId)) {
    const column = COLUMN[node.type]
    places.set(node.key, [column, own[column] ?? 0])
    own[column] = (own[column] ?? 0) + 1
  }
  const below = Math.max(...own)
  const others = own.map(() => below)
  for (const { key } of nodes.filter(({ ownerId }) => ownerId !== customerId)) {
    const [column, row] = placeOfNeighbour(key, edges, places)
    const isLast = row === (own[column] ?? 0) - 1
    const under = isLast ? column : (column + 1) % COLUMNS
    places.set(key, [under, others[under] ?? below])
    others[under] = (others[under] ?? below) + 1
  }
  return places
}

function placeOfNeighbour(
  key: string,
  edges: readonly IdentityEdge[],
  places: ReadonlyMap<string, [number, number]>,
): [number, number] {
  const ends = edges.flatMap(({ a, b }) => (a === key ? b : b === key ? a : []))
  return ends.map((end) => places.get(end)).find((place) => place !== undefined) ?? [0, 0]
}
