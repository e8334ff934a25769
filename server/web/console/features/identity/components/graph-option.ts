import type { EChartsCoreOption } from 'echarts/core'
import { moneyText } from '../../../../shared/format/money.js'
import {
  identifierTypeText,
  identifierValueText,
} from '../../../../shared/people/identifier-text.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import type { Graph, IdentityEdge, IdentityNode } from '../api/graph.js'
import { copy, kindShort, standings } from '../copy.js'
import { COLUMNS, inOrder, placesOf } from './graph-places.js'

/** Boxes of this size. */
const [WIDTH, HEIGHT] = [140, 58]
const ROW_PX = 106
/** A rectangle of that size with round corners. */
const SHAPE = `path://M6,0H${WIDTH - 6}A6,6,0,0,1,${WIDTH},6V${HEIGHT - 6}A6,6,0,0,1,${WIDTH - 6},${HEIGHT}H6A6,6,0,0,1,0,${HEIGHT - 6}V6A6,6,0,0,1,6,0Z`
/** How far a line swings out round the boxes between its ends. */
const SWING_PX = 84
/** More boxes than this say nothing; the table has all. */
const MOST = 18
const COLORS = { brand: '#C8402F', slate: '#A39E98', ink: '#1F1E1C', quiet: '#6B6762' }

export type Drawing = { option: EChartsCoreOption; height: number; left: number }

/** `path`: pairs of keys that the explanation goes along; `picked`: the one or two that are chosen. */
export function draw(
  { nodes, edges, customerId }: Graph,
  { path, picked }: { path: ReadonlySet<string>; picked: readonly string[] },
): Drawing {
  const shown = inOrder(nodes, customerId).slice(0, MOST)
  const places = placesOf(shown, edges, customerId)
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
        symbol: SHAPE,
        symbolSize: [WIDTH, HEIGHT],
        cursor: 'pointer',
        emphasis: { disabled: true },
        data: [
          ...shown.map((node) => box(node, { customerId, onPath, picked, places })),
          ...pairs.map((pair) => caption(pair, { path, places })),
        ],
        links: pairs.map((pair) => line(pair, { path, places })),
      },
    ],
  }
  return { option, height: rows * ROW_PX, left: nodes.length - shown.length }
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
        type: { fontSize: 11, lineHeight: 15, color: COLORS.quiet, align: 'left', width: 120 },
        value: {
          fontSize: 12,
          lineHeight: 17,
          color: COLORS.ink,
          align: 'left',
          width: 120,
          fontWeight: 500,
        },
        note: { fontSize: 11, lineHeight: 15, color: COLORS.quiet, align: 'left', width: 120 },
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

const START: readonly [number, number] = [0, 0]
type LineParts = Place & { path: ReadonlySet<string> }

/** From the upper one to the lower one, so that every line swings to the right. */
function endsOf(pair: readonly IdentityEdge[], { places }: Place) {
  const [first] = pair
  const ends = [first?.a ?? '', first?.b ?? ''].map((key) => ({
    key,
    at: places.get(key) ?? START,
  }))
  const [upper, lower] = ends.sort((x, y) => x.at[1] - y.at[1] || x.at[0] - y.at[0])
  const [x, y] = [upper?.at ?? START, lower?.at ?? START]
  const rows = y[1] - x[1]
  return { from: upper?.key ?? '', to: lower?.key ?? '', x, y, passes: x[0] === y[0] && rows > 1 }
}

function line(pair: readonly IdentityEdge[], { path, places }: LineParts) {
  const [first] = pair
  const { from, to, x, y, passes } = endsOf(pair, { places })
  const isOnPath = path.has(pairOf(from, to))
  const isWeak = first?.standing === 'sighted' || first?.isHeld === true
  return {
    source: from,
    target: to,
    lineStyle: {
      color: isOnPath ? COLORS.brand : COLORS.slate,
      opacity: 1,
      width: isOnPath ? 2 : 1.2,
      type: isWeak ? 'dashed' : 'solid',
      curveness: passes ? (2 * SWING_PX) / ((y[1] - x[1]) * ROW_PX) : 0,
    },
  }
}

/** The words of a line: above a level one, right of an upright one. */
function caption(pair: readonly IdentityEdge[], { path, places }: LineParts) {
  const [first] = pair
  const { from, to, x, y, passes } = endsOf(pair, { places })
  const [isUpright, isLevel] = [x[0] === y[0], x[1] === y[1]]
  const share = isUpright || isLevel ? 0.5 : 1 - ABOVE / (y[1] - x[1])
  const count = pair.reduce((sum, edge) => sum + edge.count, 0)
  return {
    id: `caption ${from} ${to}`,
    name: '',
    value: [between(x[0], y[0], share) + 0.5, between(x[1], y[1], share) + 0.5],
    symbolSize: 0,
    label: {
      show: true,
      position: 'inside',
      align: isUpright ? 'left' : 'center',
      offset: isUpright ? [passes ? SWING_PX - 30 : 8, 0] : [0, isLevel ? -18 : 0],
      formatter: `${captionOf(first)}\n${copy.timesCount(count)}`,
      fontSize: 11,
      lineHeight: 15,
      color: path.has(pairOf(from, to)) ? '#B23626' : COLORS.quiet,
      ...(isLevel || isUpright ? {} : { backgroundColor: '#FAF9F7', padding: [0, 3] }),
    },
  }
}

/** In rows above the lower end: between two boxes. */
const ABOVE = 0.46
const between = (from: number, to: number, share: number): number => from + (to - from) * share

/** What another system said is called by the system. */
const captionOf = (edge: IdentityEdge | undefined): string =>
  edge?.kind === 'open-event' ? sourceText(edge.source) : kindShort(edge?.kind ?? '')
