import type { Clock } from '../../../platform/clock/index.js'
import { defineJob, type Job } from '../../../platform/jobs/index.js'
import type { EventInbox, GroupPlatform } from '../wecom.ports.js'
import { lookEvent } from './group-events.js'
import type { CustomerGroups } from './groups.repository.js'

export const PULL_GROUPS = 'wecom.pull-groups'

const PAGE = 500
/** Far more than any brand has: 1,000 groups a page. */
const MAX_PAGES = 200

type Deps = Readonly<{
  groups: Pick<CustomerGroups, 'livingAfter'>
  /** With the budget of work that can wait. */
  platform: GroupPlatform
  inbox: EventInbox
  clock: Clock
}>

/** Has every customer group looked at: those that WeCom lists, and those that only we still know. */
export function pullGroupsJob({ groups, platform, inbox, clock }: Deps): Job {
  return defineJob({
    name: PULL_GROUPS,
    title: '核对全部客户群',
    schedule: { dailyAt: '04:10' },
    async run({ isStopping }) {
      const at = clock.now()
      const listed = new Set<string>()
      const look = async (chatIds: readonly string[]) => {
        const fresh = chatIds.filter((chatId) => !listed.has(chatId))
        fresh.forEach((chatId) => listed.add(chatId))
        await Promise.all(fresh.map((chatId) => inbox.insert(lookEvent(chatId, at))))
      }
      let cursor: string | null = null
      for (let page = 0; page < MAX_PAGES && !isStopping(); page += 1) {
        const answer: Awaited<ReturnType<GroupPlatform['listGroups']>> =
          await platform.listGroups(cursor)
        await look(answer.chatIds)
        cursor = answer.nextCursor
        if (cursor === null) {
          break
        }
      }
      for (let after = ''; !isStopping();) {
        const stored = await groups.livingAfter(after, PAGE)
        await look(stored)
        after = stored.at(-1) ?? after
        if (stored.length < PAGE) {
          break
        }
      }
      return listed.size === 0 ? null : `核对 ${listed.size} 个客户群`
    },
  })
}
