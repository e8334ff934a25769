import type { EChartsCoreOption } from 'echarts/core'
import { useMemo } from 'react'
import { dateText } from '../../../../shared/format/time.js'
import { Chart } from '../../../kit/chart.js'
import type { IdentityEdge } from '../api/graph.js'
import type { NamedIdentifier, Side } from '../api/previews.js'
import { copy, kindShort } from '../copy.js'
import { identifierName, sideName } from '../names.js'

const ROW_PX = 28
const AXIS_PX = 26
/** The table beneath has all. */
const MOST = 8

type Props = {
  edges: readonly IdentityEdge[]
  sides: readonly Side[]
  names: readonly NamedIdentifier[]
}

/** From when to when each piece of evidence was seen: silence between two people is what decides. */
export function SpansChart({ edges, sides, names }: Props) {
  const shown = useMemo(() => edges.slice(0, MOST), [edges])
  const option = useMemo(() => optionOf(shown, sides, names), [shown, sides, names])
  return (
    <Chart
      option={option}
      height={shown.length * ROW_PX + AXIS_PX}
      label={copy.spansLabel(shown.length)}
    />
  )
}

function optionOf(
  edges: readonly IdentityEdge[],
  sides: readonly Side[],
  names: readonly NamedIdentifier[],
): EChartsCoreOption {
  const labels = edges.map((edge) => labelOf(edge, sides, names))
  return {
    animation: false,
    grid: { left: 4, right: 16, top: 4, bottom: 4, containLabel: true },
    xAxis: {
      type: 'time',
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: '#6B6762',
        fontSize: 11,
        hideOverlap: true,
        formatter: (at: number) => dateText(new Date(at).toISOString()),
      },
      splitLine: { show: true, lineStyle: { color: '#ECE9E5' } },
      splitNumber: 4,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: labels.map((_, index) => index),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: '#4D4A46',
        fontSize: 12,
        width: 220,
        overflow: 'truncate',
        formatter: (index: string) => labels[Number(index)] ?? '',
      },
    },
    series: edges.map(({ firstAt, lastAt, standing }, index) => ({
      type: 'line',
      silent: true,
      symbol: 'circle',
      symbolSize: 8,
      lineStyle: { width: 2, color: '#5A6E82', type: standing === 'sighted' ? 'dashed' : 'solid' },
      itemStyle: { color: '#5A6E82' },
      data: [
        [firstAt, index],
        [lastAt, index],
      ],
    })),
  }
}

/** 林晓棠 · 授权手机号 */
function labelOf(
  { a, b, kind }: IdentityEdge,
  sides: readonly Side[],
  names: readonly NamedIdentifier[],
): string {
  // Of whom the phone or card was shown, not whose it is.
  const own = [a, b].find((key) => !/^(phone|member_no):/.test(key)) ?? a
  const side = sides.find(({ identifiers }) => identifiers.some(({ key }) => key === own))
  const other = names.find(({ key }) => key === own)
  const who = side === undefined ? other && identifierName(other) : sideName(side)
  return [who, kindShort(kind)].filter(Boolean).join(' · ')
}
