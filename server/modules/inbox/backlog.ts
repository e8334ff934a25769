import type { GapKeeper } from './gap.js'
import type { InboxRows } from './inbox.repository.js'

const REFRESH_MS = 1_000

type Deps = Readonly<{
  inbox: Pick<InboxRows, 'countUnfinished'>
  /** Unfinished events beyond which nothing but welcome codes is taken. */
  limit: number
  gap?: GapKeeper | undefined
}>

/** Keeps the backlog's length in view: one bounded count a second, and no rate limit on callbacks. */
export function backlogWatch({ inbox, limit, gap }: Deps) {
  let isOver = false

  async function look(): Promise<void> {
    isOver = (await inbox.countUnfinished(limit + 1)) > limit
    await gap?.look({ isOverLimit: isOver })
  }

  return {
    isOver: () => isOver,
    look,

    /** Looks at once and then each second; a look that takes longer is waited for and never doubled. */
    start(onError: (error: unknown) => void): { stop(): void } {
      let isStopped = false
      let timer: NodeJS.Timeout | undefined
      const turn = async () => {
        await look().catch(onError)
        if (!isStopped) {
          timer = setTimeout(() => void turn(), REFRESH_MS)
        }
      }
      void turn()
      return {
        stop() {
          isStopped = true
          clearTimeout(timer)
        },
      }
    },
  }
}
