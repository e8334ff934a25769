export type Point = readonly [x: number, y: number]

const round = (value: number) => Math.round(value * 10) / 10

/** An SVG path through all points with soft corners (Catmull-Rom as cubic Béziers). */
export function smoothPath(points: readonly Point[]): string {
  const [first] = points
  if (first === undefined) {
    return ''
  }
  const at = (index: number): Point =>
    points[Math.min(Math.max(index, 0), points.length - 1)] ?? first
  const curves = points.slice(1).map((end, index) => {
    const [before, start, after] = [at(index - 1), at(index), at(index + 2)]
    const c1 = [start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6]
    const c2 = [end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6]
    return `C${[...c1, ...c2, ...end].map(round).join(' ')}`
  })
  return `M${first.map(round).join(' ')}${curves.join('')}`
}
