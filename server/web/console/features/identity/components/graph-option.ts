import type { EChartsCoreOption } from 'echarts/core'
import { moneyText } from '../../../../shared/format/money.js'
import {
  identifierTypeText,
  identifierValueText,
} from '../../../../shared/people/identifier-text.js'
import type { Graph, IdentityEdge, IdentityNode } from '../api/graph.js'
import { copy, kindShort, standings } from '../copy.js'

/** Boxes of this size in three columns, as the picture is read: cards and phones, WeChat, contacts. */
const BOX = [154, 58]
const ROW_PX = 100
const COLUMNS = 3
/** More boxes than this say nothing; the table has all. */
const MOST = 18
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
const COLORS = { brand: '#C8402F', slate: '#A39E98', ink: '#1F1E1C', quiet: '#6B6762' }

export type Drawing = { option: EChartsCoreOption; height: number; left: number }

/** `path`: pairs of keys that the explanation goes along; `picked`: the one or two that are chosen. */
export function draw(
  { nodes, edges, customerId }: Graph,
  { path, picked }: { path: ReadonlySet<string>; picked: readonly string[] },
): Drawing {
  const shown = inOrder(nodes, customerId).slice(0, MOST)
  const places = placesOf(shown, customerId)
  const rows = Math.max(1, ...[...places.values()].map(([, row]) => row + 1))
  const onPath = new Set([...path].flatMap((pair) => pair.split('|')))
  const pairs = [...pairsOf(edges).values()].filter(
    ([first]) => first !== undefined && places.has(first.a) && places.has(first.b),
  )
  const option: EChartsCoreOption = {
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { type: 'value', show: false, min: 0, max: COLUMNS },
    yAxis: { type: 'value', show: false, min: 0, max: rows, inverse: true },
    series: [
      {
        type: 'graph',
        coordinateSystem: 'cartesian2d',
        symbol: 'roundRect',
        symbolSize: BOX,
        cursor: 'pointer',
        emphasis: { disabled: true },
        data: shown.map((node) => box(node, { customerId, onPath, picked, places })),
        links: pairs.map((pair) => line(pair, { path, places })),
      },
    ],
  }
  return { option, height: rows * ROW_PX, left: nodes.length - shown.length }
}

/** The customer's own before those of others. */
function inOrder(nodes: readonly IdentityNode[], customerId: string): IdentityNode[] {
  const rank = ({ ownerId, type, isFounder }: IdentityNode) =>
    (ownerId === customerId ? 0 : 100) + ORDER.indexOf(type) * 2 - (isFounder ? 1 : 0)
  return [...nodes].sort((a, b) => rank(a) - rank(b))
}

/** Own ones fill their columns from the top; others stand below all of them. */
function placesOf(nodes: readonly IdentityNode[], customerId: string) {
  const [own, others] = [
    [0, 0, 0],
    [0, 0, 0],
  ]
  const places = new Map<string, [number, number]>()
  for (const node of nodes.filter(({ ownerId }) => ownerId === customerId)) {
    const column = COLUMN[node.type]
    places.set(node.key, [column, own[column] ?? 0])
    own[column] = (own[column] ?? 0) + 1
  }
  const below = Math.max(...own)
  for (const [index, node] of nodes.filter(({ ownerId }) => ownerId !== customerId).entries()) {
    const column = index % COLUMNS
    places.set(node.key, [column, below + (others[column] ?? 0)])
    others[column] = (others[column] ?? 0) + 1
  }
  return places
}

type Place = { places: ReadonlyMap<string, [number, number]> }
type BoxParts = Place & {
  customerId: string
  onPath: ReadonlySet<string>
  picked: readonly string[]
}

function box(node: IdentityNode, { customerId, onPath, picked, places }: BoxParts) {
  const [column = 0, row = 0] = places.get(node.key) ?? []
  const isOwn = node.ownerId === customerId
  const isMarked = onPath.has(node.key) || picked.includes(node.key)
  return {
    id: node.key,
    name: node.key,
    value: [column + 0.5, row + 0.5],
    itemStyle: {
      color: picked.includes(node.key) ? '#FCF1EE' : '#FFFFFF',
      borderColor: isMarked ? COLORS.brand : isOwn ? '#D6D2CB' : COLORS.slate,
      borderWidth: isMarked ? 1.5 : 1,
      borderType: isOwn ? 'solid' : 'dashed',
    },
    label: {
      show: true,
      position: 'inside',
      formatter: `{type|${identifierTypeText(node.type)}}\n{value|${identifierValueText(node.value)}}\n{note|${noteOf(node, isOwn)}}`,
      rich: {
        type: { fontSize: 11, lineHeight: 15, color: COLORS.quiet, align: 'left', width: 134 },
        value: {
          fontSize: 12,
          lineHeight: 17,
          color: COLORS.ink,
          align: 'left',
          width: 134,
          fontWeight: 500,
        },
        note: { fontSize: 11, lineHeight: 15, color: COLORS.quiet, align: 'left', width: 134 },
      },
    },
  }
}

function noteOf(node: IdentityNode, isOwn: boolean): string {
  if (!isOwn) {
    return node.ownerId === null ? copy.nobody : (node.ownerName ?? copy.noName)
  }
  const sums = node.ordersPaid > 0 ? [copy.orderCount(node.ordersPaid), moneyText(node.netFen)] : []
  return [...sums, ...(node.isFounder ? [copy.founder] : [])].join('，') || copy.orderCount(0)
}

export const pairOf = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`)

/** Several links of one pair are one line, the most believed first. */
function pairsOf(edges: readonly IdentityEdge[]): Map<string, IdentityEdge[]> {
  const pairs = new Map<string, IdentityEdge[]>()
  const strongest = Object.keys(standings)
  const sorted = [...edges].sort(
    (x, y) => strongest.indexOf(x.standing) - strongest.indexOf(y.standing),
  )
  for (const edge of sorted) {
    const pair = pairOf(edge.a, edge.b)
    pairs.set(pair, [...(pairs.get(pair) ?? []), edge])
  }
  return pairs
}

function line(
  pair: readonly IdentityEdge[],
  { path, places }: Place & { path: ReadonlySet<string> },
) {
  const [first] = pair
  const [a = '', b = ''] = [first?.a, first?.b]
  const isOnPath = path.has(pairOf(a, b))
  const isWeak = first?.standing === 'sighted' || first?.isHeld === true
  const [[fromColumn = 0, fromRow = 0] = [], [toColumn = 0, toRow = 0] = []] = [
    places.get(a),
    places.get(b),
  ]
  const count = pair.reduce((sum, edge) => sum + edge.count, 0)
  const passes = fromColumn === toColumn && Math.abs(fromRow - toRow) > 1
  return {
    source: a,
    target: b,
    lineStyle: {
      color: isOnPath ? COLORS.brand : COLORS.slate,
      width: isOnPath ? 2 : 1.2,
      type: isWeak ? 'dashed' : 'solid',
      curveness: passes ? 0.5 : 0, // round the boxes between
    },
    label: {
      show: true,
      formatter: `${kindShort(first?.kind ?? '')}\n${copy.timesCount(count)}`,
      fontSize: 11,
      lineHeight: 14,
      color: isOnPath ? '#B23626' : COLORS.quiet,
      backgroundColor: '#FAF9F7',
      padding: [0, 3],
    },
  }
}
