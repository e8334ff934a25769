import { moneyText } from '../format/money.js'

type Month = { month: string; netFen: number }
type Props = { months: readonly Month[]; label: string }

const WIDTH = 276
const BASE = 84
const TALLEST = 74

/** Twelve bars, the running month in the brand's colour. A month below zero (refunds) hangs a stub. */
export function MonthBars({ months, label }: Props) {
  const highest = Math.max(1, ...months.map((month) => month.netFen))
  const step = months.length > 1 ? (WIDTH - 15) / (months.length - 1) : 0
  return (
    <svg viewBox={`0 0 ${WIDTH} 104`} width="100%" role="img" aria-label={label}>
      <path d={`M0 ${BASE + 0.5}H${WIDTH}`} stroke="#E6E3DE" />
      {months.map(({ month, netFen }, index) => {
        const height = Math.max(netFen <= 0 ? 1 : 2, (Math.max(0, netFen) / highest) * TALLEST)
        return (
          <g key={month}>
            <title>{`${month} ${moneyText(netFen)}`}</title>
            <rect
              x={index * step}
              y={BASE - height}
              width="15"
              height={height}
              rx={Math.min(2, height / 2)}
              fill={index === months.length - 1 ? '#C8402F' : '#CFC8BE'}
            />
            <text x={index * step + 7.5} y="100" fontSize="11" fill="#6B6762" textAnchor="middle">
              {Number(month.slice(5))}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
