import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import { defineJob, type Job } from '../../platform/jobs/index.js'
import type { Chunks } from './chunks.repository.js'
import type { FileParts } from './file-parts.repository.js'
import { WORKING, type Import } from './imports.domain.js'
import type { ImportRows } from './imports.repository.js'

/** Works one import to its end; false when it was told to stop. */
type Work = (known: Import, context: { isStopping(): boolean }) => Promise<boolean>

type Deps = Readonly<{
  imports: ImportRows
  files: FileParts
  chunks: Chunks
  check: Work
  run: Work
  undo: Work
  clock: Clock
  log: Logger
}>

export const WORK_JOB = 'imports.work'
const EVERY_MS = 2_000
const FORGET_AT = '03:40'
const FORGET_AT_ONCE = 50

export function importJobs(deps: Deps): readonly Job[] {
  const { imports, files, chunks, clock, log } = deps

  const workerOf = ({ status }: Import): Work | null => {
    const works: Partial<Record<Import['status'], Work>> = {
      checking: deps.check,
      running: deps.run,
      undoing: deps.undo,
    }
    return works[status] ?? null
  }

  /** One that fails is looked at again soon and holds up no other. */
  async function work(known: Import, isStopping: () => boolean): Promise<unknown> {
    try {
      await workerOf(known)?.(known, { isStopping })
      return null
    } catch (error) {
      log.error({ err: error, importId: known.importId, status: known.status }, 'import stumbled')
      return error
    }
  }

  async function forget(known: Import): Promise<void> {
    const { importId, status } = known
    await files.remove(importId)
    if (status === 'uploading') {
      await imports.remove(importId)
      return
    }
    await chunks.forgetRows(importId)
    await imports.forgetSample(importId)
    log.info({ importId }, 'file of an import removed')
  }

  return [
    defineJob({
      name: WORK_JOB,
      title: '检查、导入、撤销会员与订单文件',
      schedule: { everyMs: EVERY_MS },
      async run({ isStopping }) {
        const waiting = await imports.toWork()
        const failures: unknown[] = []
        for (const known of waiting) {
          if (isStopping()) {
            break
          }
          const failure = await work(known, isStopping)
          failures.push(...(failure === null ? [] : [failure]))
        }
        const [first] = failures
        if (first !== undefined) {
          throw first
        }
        return waiting.length === 0 ? null : `处理 ${waiting.length} 个文件`
      },
    }),
    defineJob({
      name: 'imports.forget',
      title: '删除到期的导入文件',
      schedule: { dailyAt: FORGET_AT },
      async run({ isStopping }) {
        let forgotten = 0
        for (;;) {
          const due = await imports.toForget(clock.now(), FORGET_AT_ONCE)
          const idle = due.filter(({ status }) => !WORKING.includes(status))
          for (const known of idle) {
            await forget(known)
            forgotten += 1
          }
          if (idle.length === 0 || isStopping()) {
            return forgotten === 0 ? null : `删除 ${forgotten} 个文件`
          }
        }
      },
    }),
  ]
}
