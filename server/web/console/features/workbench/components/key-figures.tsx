import { countText, percentText } from '../../../../shared/format/count.js'
import { moneyText } from '../../../../shared/format/money.js'
import type { Days, Workbench } from '../api/workbench.js'
import { copy } from '../copy.js'
import { Change, KeyFigure } from './key-figure.js'

type Props = { data: Workbench; days: Days }

export function PoolSize({ data: { poolSize }, days }: Props) {
  const { value, change, series, added, lost } = poolSize
  const before = value - change
  const share =
    before > 0 ? `，${change < 0 ? '−' : '+'}${percentText(Math.abs(change) / before)}%` : ''
  return (
    <KeyFigure
      title={copy.poolSize}
      how={copy.poolSizeHow}
      value={countText(value)}
      change={
        <>
          {change === 0 ? copy.same : <Change by={change} text={countText(Math.abs(change))} />}{' '}
          {copy.against(days)}
          {share}
        </>
      }
      series={series}
      trend={trendOf(copy.poolSize, days, series, countText)}
      parts={[
        { label: copy.added, value: countText(added) },
        { label: copy.lost, value: countText(lost) },
        { label: copy.net, value: signed(added - lost, countText) },
      ]}
    />
  )
}

export function RepurchaseRate({ data, days }: Props) {
  const { value, change, series, buyers, repeatBuyers } = data.repurchaseRate
  const perBuyer = buyers > 0 ? (data.averageOrder.orders / buyers).toFixed(2) : '0'
  return (
    <KeyFigure
      title={copy.repurchase}
      how={copy.repurchaseHow}
      value={value === null ? <em>{copy.noBuyers}</em> : <Percent share={value} />}
      change={
        <Against
          change={change === null ? null : Math.round(change * 1000)}
          text={(permille) => `${(permille / 10).toFixed(1)} ${copy.points}`}
        />
      }
      series={series}
      trend={trendOf(copy.repurchase, days, series, (share) => `${percentText(share)}%`)}
      parts={[
        { label: copy.buyers, value: countText(buyers) },
        { label: copy.repeatBuyers, value: countText(repeatBuyers) },
        { label: copy.perBuyer, value: perBuyer },
      ]}
    />
  )
}

export function AverageOrder({ data: { averageOrder }, days }: Props) {
  const { valueFen, changeFen, series, netFen, orders, perBuyerFen } = averageOrder
  return (
    <KeyFigure
      title={copy.average}
      how={copy.averageHow}
      value={valueFen === null ? <em>{copy.notYet}</em> : <Yuan fen={valueFen} />}
      change={<Against change={changeFen} text={moneyText} />}
      series={series}
      trend={trendOf(copy.average, days, series, (fen) => moneyText(Math.round(fen)))}
      parts={[
        { label: copy.netIncome, value: moneyText(netFen) },
        { label: copy.orders, value: countText(orders) },
        { label: copy.perPerson, value: perBuyerFen === null ? copy.none : moneyText(perBuyerFen) },
      ]}
    />
  )
}

/** A change against the period before, in whole units; null when there is nothing to compare with. */
function Against({ change, text }: { change: number | null; text: (by: number) => string }) {
  if (change === null) {
    return copy.noPrevious
  }
  return (
    <>
      {change === 0 ? copy.same : <Change by={change} text={text(Math.abs(change))} />}{' '}
      {copy.previous}
    </>
  )
}

function Percent({ share }: { share: number }) {
  return (
    <>
      {percentText(share)}
      <small>%</small>
    </>
  )
}

function Yuan({ fen }: { fen: number }) {
  return (
    <>
      <small>¥</small>
      {moneyText(fen).slice(1)}
    </>
  )
}

const signed = (value: number, text: (value: number) => string) =>
  value < 0 ? `−${text(-value)}` : text(value)

function trendOf(
  what: string,
  days: Days,
  series: readonly { value: number }[],
  text: (value: number) => string,
): string {
  return copy.trend(what, days, text(series[0]?.value ?? 0), text(series.at(-1)?.value ?? 0))
}
