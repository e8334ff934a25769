import type { WakeSignal } from '../../platform/queue/index.js'
import type { InboxRows } from './inbox.repository.js'

type Options = Readonly<{
  wake: WakeSignal
  onError(error: unknown): void
}>

const REOPEN_MS = 1_000

/**
 * Wakes this process's worker when another process has stored an event with a welcome code, which lives 20 s. A stream
 * that breaks is opened again; until then the worker looks by itself twice a second.
 */
export function watchFastLane(
  { rows }: Pick<InboxRows, 'rows'>,
  { wake, onError }: Options,
): { stop(): Promise<void> } {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let stream = open()

  function open() {
    const fresh = [{ $match: { operationType: 'insert', 'fullDocument.lane': 'fast' } }]
    const opened = rows.watch(fresh)
    opened.on('change', () => wake.signal())
    opened.on('error', (error) => {
      if (!isStopped) {
        onError(error)
        void opened.close().catch(onError)
        timer = setTimeout(() => {
          stream = open()
        }, REOPEN_MS)
      }
    })
    return opened
  }

  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await stream.close()
    },
  }
}
