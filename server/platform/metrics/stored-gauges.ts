import { Gauge, type Registry } from 'prom-client'

export type StoredGauge = Readonly<{ name: string; help: string; labels: readonly string[] }>

export type Sample = Readonly<{
  /** Name of one of the source's gauges. */
  name: string
  labels: Readonly<Record<string, string>>
  value: number
}>

/** Figures that stand in the store: read when somebody asks for /metrics. */
export type StoredSource = Readonly<{
  source: string
  gauges: readonly StoredGauge[]
  /** Must cost the same however much is stored. */
  read(): Promise<readonly Sample[]>
}>

/** A scrape waits so long for the store, milliseconds; Prometheus gives up after ten seconds by default. */
const WITHIN_MS = 2_000

type Kept = Readonly<{ gauge: Gauge; isPlain: boolean }>
type Watched = Readonly<{ source: string; gauges: ReadonlyMap<string, Kept>; read: Read }>
type Read = () => Promise<readonly Sample[] | null>

export type StoredGauges = ReturnType<typeof storedGauges>

/**
 * Gauges of what is stored. When the store does not answer in time they are left out, as a number of an hour ago would look
 * like one of now, and `huike_store_up` is 0; what the process itself counts is told all the same.
 */
export function storedGauges(registry: Registry, { withinMs = WITHIN_MS } = {}) {
  const registers = [registry]
  const watched: Watched[] = []
  const sourceUp = new Gauge({
    name: 'huike_store_source_up',
    help: 'Whether the store answered for these figures in time, by source: 1 yes, 0 no',
    labelNames: ['source'] as const,
    registers,
  })
  const storeUp = new Gauge({
    name: 'huike_store_up',
    help: 'Whether the store answered in time for this scrape: 1 yes, 0 no',
    registers,
  })

  async function take({ source, gauges, read }: Watched): Promise<boolean> {
    const samples = await inTime(read(), withinMs)
    gauges.forEach(forget)
    samples?.forEach(({ name, labels, value }) => gauges.get(name)?.gauge.set({ ...labels }, value))
    sourceUp.set({ source }, samples === null ? 0 : 1)
    return samples !== null
  }

  return {
    watch({ source, gauges, read }: StoredSource): void {
      const made = gauges.map(({ name, help, labels }): [string, Kept] => {
        const gauge = new Gauge({ name, help, labelNames: [...labels], registers })
        return [name, { gauge, isPlain: labels.length === 0 }]
      })
      watched.push({ source, gauges: new Map(made), read: oneAtATime(read) })
    },

    /** Reads every source once and at most `withinMs` long. Never rejects. */
    async refresh(): Promise<void> {
      const answers = await Promise.all(watched.map(take))
      storeUp.set(answers.includes(true) ? 1 : 0)
    },
  }
}

/** Leaves no sample behind; `reset` alone would leave a 0 where there are no labels. */
function forget({ gauge, isPlain }: Kept): void {
  gauge.reset()
  if (isPlain) {
    gauge.remove()
  }
}

/** A store that hangs is asked once, not once per scrape: who comes meanwhile shares the answer. Null: it failed. */
function oneAtATime(read: StoredSource['read']): Read {
  let running: Promise<readonly Sample[] | null> | undefined
  return () => {
    running ??= read()
      .catch(() => null)
      .finally(() => {
        running = undefined
      })
    return running
  }
}

async function inTime<Value>(pending: Promise<Value>, ms: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined
  const isLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([pending, isLate])
  } finally {
    clearTimeout(timer)
  }
}
