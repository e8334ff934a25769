import type { Bar, Figure, Report } from './figure.js'
import type { Machine } from './machine.js'

export type Result = Readonly<{
  command: string
  date: string
  machine: Machine
  /** A short run: its figures say nothing about the product. */
  isQuick: boolean
  isMet: boolean
  reports: readonly Report[]
}>

/** Exactly one JSON object. */
export const asJson = (result: Result): string => JSON.stringify(result, null, 2)

export function asTable(result: Result): string {
  const blocks = result.reports.map(
    ({ bench, seconds, figures }) =>
      `${bench} (${Math.round(seconds)} s)\n${figures.map(lines).join('\n')}`,
  )
  return [heading(result), ...blocks, verdictOf(result)].join('\n\n')
}

/** For the README. */
export function asMarkdown(result: Result): string {
  const rows = result.reports.flatMap(({ bench, figures }) =>
    figures.map((one) => `| ${[bench, ...cells(one)].join(' | ')} |`),
  )
  const head = [
    'bench',
    'figure',
    'value',
    'floor (same run)',
    'value / floor',
    'worst quartile',
    'bar',
  ]
  return [
    heading(result),
    '',
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows,
  ].join('\n')
}

function heading({ command, date, machine }: Result): string {
  const { cpu, cores, memoryGib, system, node, mongodb } = machine
  return `\`${command}\`, ${date}, ${cores} cores (${cpu}), ${memoryGib} GiB, ${system}, Node ${node}, MongoDB ${mongodb}`
}

function lines(one: Figure): string {
  const { name, unit, value, floor, ratio, worstQuartile, bar, isMet } = one
  const quarter = worstQuartile === null ? '' : `, worst quartile ${short(worstQuartile)}`
  const judged = bar === null ? '' : `  ${isMet === true ? 'met' : 'MISSED'}: ${barText(bar)}`
  return [
    `  ${name}: ${short(value)} ${unit}${judged}`,
    `      floor ${short(floor.value)} ${unit} (${floor.name}); ${short(ratio)} ×${quarter}`,
  ].join('\n')
}

function cells({ name, unit, value, floor, ratio, worstQuartile, bar, isMet }: Figure): string[] {
  const judged = bar === null ? '' : `${barText(bar)}: ${isMet === true ? 'met' : 'missed'}`
  return [
    name,
    `${short(value)} ${unit}`,
    `${short(floor.value)} ${unit}: ${floor.name}`,
    short(ratio),
    worstQuartile === null ? '' : short(worstQuartile),
    judged,
  ]
}

function barText({ of, atMost, atLeast }: Bar): string {
  const least = atLeast === undefined ? [] : [`≥ ${short(atLeast)}`]
  const most = atMost === undefined ? [] : [`≤ ${short(atMost)}`]
  const bound = atMost === atLeast ? `= ${short(atMost ?? 0)}` : [...least, ...most].join(', ')
  return of === 'ratio' ? `${bound} × floor` : bound
}

function verdictOf({ isMet, isQuick }: Result): string {
  if (isQuick) {
    return 'A quick run: shows that the bench works, not how fast the product is.'
  }
  return isMet ? 'All bars met.' : 'A bar was missed.'
}

/** Three digits that matter. */
function short(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en-US', { maximumFractionDigits: digits })
}
