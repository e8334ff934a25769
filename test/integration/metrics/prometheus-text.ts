export type MetricSample = Readonly<{
  /** The name on the line: of a histogram with `_bucket`, `_sum` or `_count`. */
  series: string
  labels: Readonly<Record<string, string>>
  value: number
}>
export type Metric = Readonly<{
  name: string
  help: string
  type: string
  samples: MetricSample[]
}>

const LINE = /^([a-z_][a-z0-9_]*)(?:\{(.*)\})? (\S+)$/
const LABEL = /([a-z_]+)="((?:[^"\\]|\\.)*)"/g

/** Reads the text format line by line. Throws for a line that is none, and for a sample of an unknown metric. */
export function parseMetrics(text: string): ReadonlyMap<string, Metric> {
  const metrics = new Map<string, Metric>()
  let current: Metric | undefined
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, , name = '', ...words] = line.split(' ')
    if (line.startsWith('# HELP ')) {
      current = { name, help: words.join(' '), type: '', samples: [] }
    } else if (line.startsWith('# TYPE ')) {
      current = { name, help: current?.help ?? '', type: words.join(' '), samples: [] }
      metrics.set(name, current)
    } else {
      const sample = sampleOf(line)
      if (current === undefined || !sample.series.startsWith(current.name)) {
        throw new Error(`a sample without its metric: ${line}`)
      }
      current.samples.push(sample)
    }
  }
  return metrics
}

function sampleOf(line: string): MetricSample {
  const [, series, labels = '', value = ''] = LINE.exec(line) ?? []
  if (series === undefined) {
    throw new Error(`not a line of the text format: ${line}`)
  }
  const pairs = [...labels.matchAll(LABEL)].map(([, key = '', text = '']) => [key, text])
  const labelled = Object.fromEntries(pairs) as Record<string, string>
  return { series, labels: labelled, value: Number(value) }
}

/** The sample with these labels, whatever others it has; undefined when there is none. */
export function valueOf(
  metrics: ReadonlyMap<string, Metric>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  return metrics
    .get(name)
    ?.samples.find((sample) =>
      Object.entries(labels).every(([key, text]) => sample.labels[key] === text),
    )?.value
}
