import type { SystemClients } from '../../clients/system-clients.js'
import { customerText } from '../look.js'
import { must, type Scene, type Tell } from '../story.js'

/** Steps that the stories about who is who share. */

/** Somebody opens the mini-program and, if wished, lets it have the phone that WeChat knows. */
export const visitShop = (
  { system, step }: Scene,
  who: Readonly<{ name: string; phone?: string; withPhone?: boolean }>,
  title: string,
) =>
  step(title, {
    act: async () => {
      const { name, phone, withPhone = false } = who
      const given = phone === undefined ? {} : { phone }
      const person = await system.sandbox.addPerson({ name, ...given })
      const client = system.phone()
      await client.logIn(await system.sandbox.loginCode(person.personId))
      if (withPhone) {
        await client.bindPhone(await system.sandbox.phoneCode(person.personId))
      }
      await system.open.drain()
      return { ...person, appid: (await client.config()).appId }
    },
    see: async (person, tell) => {
      const { openid, appid } = person
      const customer = await seeOwner(system, { openid, appid })
      tell.arrived(`POST /mini/v1/sessions${who.withPhone === true ? ' and /me/phone' : ''}`)
      tell.written(customerText(customer))
      return { ...person, customerId: customer.customerId }
    },
  })

export type Visitor = Awaited<ReturnType<typeof visitShop>>

/** The living customer of an identifier, as the console shows it. */
export async function seeOwner(
  { open, console }: SystemClients,
  query: Readonly<Record<string, string>>,
) {
  const customerId = await open.resolve(query)
  must(customerId !== null, `nobody is known by ${Object.keys(query).join(' and ')}`)
  return await console.customer(customerId)
}

/** Tells why two identifiers of one customer belong together, sentence by sentence. */
export async function seeWhy(
  { console }: SystemClients,
  customerId: string,
  { types, tell }: Readonly<{ types: readonly [string, string]; tell: Tell }>,
): Promise<void> {
  const { nodes } = await console.identity(customerId)
  const own = nodes.filter(({ ownerId }) => ownerId === customerId)
  const [from, to] = types.map((type) => own.find((node) => node.type === type))
  must(from !== undefined && to !== undefined, `the customer has no ${types.join(' and ')}`)
  const { steps } = await console.explain(customerId, { from: from.key, to: to.key })
  must(steps.length > 0, 'nothing explains why they are one customer')
  steps.forEach(({ sentence, note }) => tell.written(`why: ${sentence}（${note}）`))
}
