import type { Id } from '../../platform/ids/index.js'
import type { SoldOutGate } from './sold-out-gate.js'
import type { Stocks } from './stock.repository.js'

type Options = Readonly<{
  gate: Pick<SoldOutGate, 'heard' | 'lost' | 'changed'>
  onError(error: unknown): void
}>

const REOPEN_MS = 1_000

/** Tells the gate what changes in the pools, whichever process changed it. A stream that breaks is opened again. */
export function watchPools(
  { changes }: Pick<Stocks, 'changes'>,
  { gate, onError }: Options,
): { stop(): Promise<void> } {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let stream = open()

  function open() {
    const opened = changes()
    opened.on('resumeTokenChanged', () => gate.heard())
    opened.on('change', (change) => {
      const id = 'documentKey' in change ? String(change.documentKey._id) : null
      if (id === null) {
        gate.lost() // the collection itself
      } else {
        gate.changed(id.slice(0, id.indexOf(':')) as Id<'sku'>)
      }
    })
    opened.on('error', (error) => {
      gate.lost()
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
      gate.lost()
      await stream.close()
    },
  }
}
