import { loadSeed, Seed } from '../world/seed.js'
import { bodyless, limitOf, route } from './api.js'

const DEFAULT_MESSAGES = 200

export const worldRoutes = [
  bodyless('GET', '/credentials', ({ context }) => context.credentials()),
  bodyless('GET', '/world', ({ context: { world, settings, clock } }) => ({
    counts: {
      departments: world.departments.size(),
      staff: world.staff.size(),
      people: world.people.size(),
      contacts: world.contacts.size(),
      contactWays: world.contactWays.size(),
      tags: world.tagGroups.all().reduce((sum, group) => sum + group.tags.length, 0),
      payments: world.payments.size(),
      paid: world.payments.all().filter(({ state }) => state === 'SUCCESS').length,
      messages: world.messages.length,
    },
    now: new Date(clock.now()).toISOString(),
    settings,
    departments: world.departments.all(),
    staff: world.staff.all().map((staff) => ({
      ...staff,
      contacts: world.contacts.by('userid', staff.userid).length,
    })),
    tagGroups: world.tagGroups.all(),
  })),
  route('POST', '/world/seed', Seed, ({ context, body }) => loadSeed(context, body)),
  bodyless('GET', '/messages', ({ context: { world }, query }) => {
    const limit = limitOf(query, DEFAULT_MESSAGES)
    const wanted = query['externalUserid']
    const all = world.messages.filter(
      (one) => (wanted ?? one.externalUserid) === one.externalUserid,
    )
    return {
      messages: all.slice(-limit).reverse(),
      total: all.length,
      refused: world.refusedMessages.slice(-limit).reverse(),
    }
  }),
]
