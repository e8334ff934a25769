import { smoothPath, type Point } from './smooth.js'

type Props = { series: readonly { day: string; value: number }[]; label: string }

const WIDTH = 168
const LEFT = 2
const RIGHT = 160
const TOP = 10
const BOTTOM = 56

/** A trend line of 168 × 76 px with its first and last day; `label` says in words what it shows. */
export function Sparkline({ series, label }: Props) {
  const points = place(series.map((entry) => entry.value))
  const last = points.at(-1)
  if (last === undefined) {
    return null
  }
  const [from, to] = [series[0]?.day ?? '', series.at(-1)?.day ?? '']
  return (
    <svg width={WIDTH} height="76" viewBox={`0 0 ${WIDTH} 76`} role="img" aria-label={label}>
      <path d={`M${LEFT} ${BOTTOM + 4.5}H${RIGHT}`} stroke="#ECE9E5" />
      <path
        d={smoothPath(points)}
        fill="none"
        stroke="#C8402F"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx={last[0]} cy={last[1]} r="3.5" fill="#C8402F" stroke="#fff" strokeWidth="1.5" />
      <text x={LEFT} y="75" fontSize="11" fill="#6B6762">
        {from.slice(5)}
      </text>
      <text x={RIGHT} y="75" fontSize="11" fill="#6B6762" textAnchor="end">
        {to.slice(5)}
      </text>
    </svg>
  )
}

/** Values over the whole width; a flat series lies in the middle. */
function place(values: readonly number[]): Point[] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const step = values.length > 1 ? (RIGHT - LEFT) / (values.length - 1) : 0
  return values.map((value, index) => {
    const share = high === low ? 0.5 : (value - low) / (high - low)
    const x = values.length > 1 ? LEFT + index * step : RIGHT
    return [x, BOTTOM - share * (BOTTOM - TOP)]
  })
}
