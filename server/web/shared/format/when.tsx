import { agoText, dateText, exactText, whenText } from './time.js'

type Style = 'moment' | 'date' | 'ago'
const TEXT = { moment: whenText, date: dateText, ago: agoText }

/** A moment in the shop's time; the exact second is in the tooltip. */
export function When({ at, as = 'moment' }: { at: string; as?: Style }) {
  return (
    <time dateTime={at} title={exactText(at)}>
      {TEXT[as](at)}
    </time>
  )
}
