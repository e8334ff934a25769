import { z } from 'zod'
import type { Context } from '../context.js'
import { relationsOf } from '../world/contacts.js'
import type { Person } from '../world/model.js'
import { addPerson, findPeople } from '../world/people.js'
import { bodyless, ControlError, limitOf, route } from './api.js'

const DEFAULT_PEOPLE = 50

const NewPerson = z.strictObject({
  name: z.string().min(1).max(40),
  key: z.string().min(1).optional(),
  phone: z
    .string()
    .regex(/^1\d{10}$/)
    .optional(),
  gender: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  avatar: z.string().optional(),
  unionidVisible: z.boolean().optional(),
})

/** The person, or 404 `person-not-found`. */
export function personById({ world }: Context, personId: string): Person {
  const person = world.people.get(personId) ?? world.people.by('key', personId)[0]
  if (person === undefined) {
    throw new ControlError(404, 'person-not-found', personId)
  }
  return person
}

const withRelations = (context: Context, person: Person) => ({
  ...person,
  contactOf: relationsOf(context.world, person.externalUserid).map(({ userid }) => userid),
})

export const peopleRoutes = [
  bodyless('GET', '/people', ({ context, query }) => {
    const limit = limitOf(query, DEFAULT_PEOPLE)
    const people = findPeople(context.world, { query: query['query'] ?? '', limit })
    return {
      people: people.map((person) => withRelations(context, person)),
      total: context.world.people.size(),
    }
  }),
  bodyless('GET', '/people/:id', ({ context, params }) =>
    withRelations(context, personById(context, params['id'] ?? '')),
  ),
  // What a telephone got, newest first.
  bodyless('GET', '/sms', ({ context: { world }, query }) => {
    const wanted = query['phone'] ?? ''
    const all = wanted === '' ? world.textMessages.all() : world.textMessages.by('phone', wanted)
    return { messages: all.slice(-limitOf(query, DEFAULT_PEOPLE)).reverse(), total: all.length }
  }),
  route('POST', '/people', NewPerson, ({ context, body }) =>
    addPerson(context.world, body, context.clock.now()),
  ),
  // From now on replies show the unionid, as after binding an open-platform account. No callback.
  bodyless('POST', '/people/:id/bind-unionid', ({ context, params }) => {
    const person = personById(context, params['id'] ?? '')
    person.unionidVisible = true
    return person
  }),
]
