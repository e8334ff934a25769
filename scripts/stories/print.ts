import { timeText } from './look.js'
import type { ToldStep } from './story.js'

/** One step as a person reads it in a terminal. */
export function stepText({ number, title, startedAt, tookMs, lines }: ToldStep): string {
  const head = `${String(number).padStart(2)}  ${timeText(startedAt)}  ${title}  (${tookMs} ms)`
  return [head, ...lines.map(({ kind, text }) => `      ${kind}  ${text}`)].join('\n')
}
