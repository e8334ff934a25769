import { useMemo } from 'react'
import { countText } from '../../../../shared/format/count.js'
import { clockText, whenText } from '../../../../shared/format/time.js'
import { Chart } from '../../../kit/chart.js'
import type { InboxSummary } from '../api/summary.js'
import { copy } from '../copy.js'

const HEIGHT = 132
const AXIS = { color: '#6B6762', fontSize: 11 }

/** Events by hour over the last day, the running hour in the brand's colour; as a table for who hears it. */
export function HourChart({ hours }: { hours: InboxSummary['perHour'] }) {
  const option = useMemo(() => optionOf(hours), [hours])
  const total = hours.reduce((sum, hour) => sum + hour.count, 0)
  if (total === 0) {
    return <p className="mut sm">{copy.none24}</p>
  }
  return (
    <>
      <Chart option={option} height={HEIGHT} label={copy.hoursLabel(countText(total))} />
      <table className="sr">
        <caption>{copy.hours}</caption>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour.hour}>
              <th scope="row">{whenText(hour.hour)}</th>
              <td>{hour.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function optionOf(hours: InboxSummary['perHour']) {
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 8, bottom: 20 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(31,30,28,.05)' } },
      textStyle: { fontSize: 12, color: '#1F1E1C' },
      valueFormatter: (value: number) => `${countText(value)} ${copy.unit}`,
    },
    xAxis: {
      type: 'category',
      data: hours.map((hour) => clockText(hour.hour)),
      axisLabel: { ...AXIS, interval: 3 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#E6E3DE' } },
    },
    yAxis: { type: 'value', show: false, minInterval: 1 },
    series: [
      {
        type: 'bar',
        barCategoryGap: '35%',
        data: hours.map((hour, index) => ({
          value: hour.count,
          itemStyle: {
            color: index === hours.length - 1 ? '#C8402F' : '#CFC8BE',
            borderRadius: [2, 2, 0, 0],
          },
        })),
      },
    ],
  }
}
