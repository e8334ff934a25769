import type { Logger } from 'pino'
import type { Clock } from '../../../platform/clock/index.js'
import { AppError } from '../../../platform/errors/index.js'
import { defineJob, type Job } from '../../../platform/jobs/index.js'
import type { ChannelCodePlatform } from '../wecom.ports.js'
import type { ChannelCode } from './channel-codes.domain.js'
import type { ChannelCodes } from './channel-codes.repository.js'
import type { ChannelCodeService } from './channel-codes.service.js'

type Deps = Readonly<{
  codes: Pick<ChannelCodes, 'unconfirmed' | 'knownHandles' | 'confirm'>
  service: Pick<ChannelCodeService, 'ask'>
  platform: ChannelCodePlatform
  clock: Clock
  log: Logger
}>

const EVERY_MS = 30_000
/** Longer than any request: nobody is creating it any more. */
const ABANDONED_MS = 30_000
const BATCH = 50
/** Clocks of both sides may differ by so much. */
const SLACK_MS = 10 * 60_000
const MAX_PAGES = 100

/**
 * Repairs codes whose creation got no answer: finds them at WeCom by their token, since a handle that is lost can be neither
 * changed nor removed, and asks for them anew only when they are not there.
 */
export function channelCodeJobs({ codes, service, platform, clock, log }: Deps): readonly Job[] {
  async function foreignHandles(from: Date): Promise<string[]> {
    const to = new Date(clock.now().getTime() + SLACK_MS)
    const handles: string[] = []
    let cursor: string | null = null
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer: Awaited<ReturnType<ChannelCodePlatform['listChannelCodes']>> =
        await platform.listChannelCodes({ from, to, cursor })
      handles.push(...answer.configIds)
      cursor = answer.nextCursor
      if (cursor === null || cursor === '') {
        break
      }
    }
    const known = await codes.knownHandles(handles)
    return handles.filter((handle) => !known.has(handle))
  }

  /** What WeCom made and we do not know, by token. */
  async function lostAnswers(from: Date) {
    const found = new Map<string, { configId: string; qrCodeUrl: string }>()
    for (const configId of await foreignHandles(from)) {
      const { state, qrCodeUrl } = await platform.getChannelCode(configId)
      found.set(state, { configId, qrCodeUrl })
    }
    return found
  }

  async function repair(unconfirmed: readonly ChannelCode[], oldest: ChannelCode): Promise<number> {
    const lost = await lostAnswers(new Date(oldest.createdAt.getTime() - SLACK_MS))
    let repaired = 0
    for (const code of unconfirmed) {
      const answer = lost.get(code.stateToken)
      if (answer !== undefined) {
        await codes.confirm(code.channelCodeId, answer)
        repaired += 1
      } else {
        repaired += (await service.ask(code)).status === 'ready' ? 1 : 0
      }
    }
    return repaired
  }

  return [
    defineJob({
      name: 'wecom.repair-channel-codes',
      title: '补全没建完的渠道码',
      schedule: { everyMs: EVERY_MS },
      async run() {
        const olderThan = new Date(clock.now().getTime() - ABANDONED_MS)
        const unconfirmed = await codes.unconfirmed(olderThan, BATCH)
        const [oldest] = unconfirmed
        if (oldest === undefined) {
          return null
        }
        try {
          const repaired = await repair(unconfirmed, oldest)
          return `补全了 ${repaired} 个，还差 ${unconfirmed.length - repaired} 个`
        } catch (error) {
          if (!(error instanceof AppError)) {
            throw error
          }
          log.warn({ err: error }, 'channel codes not repaired')
          return `企微没有响应，${unconfirmed.length} 个下次再补`
        }
      },
    }),
  ]
}
