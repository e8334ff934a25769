import { customerText, seeCallback, seeTimeline } from '../look.js'
import { setTheStage } from '../shop-on-stage.js'
import { must, type Scene, type Story } from '../story.js'
import { seeOwner, seeWhy } from './people.js'

/** WeCom does not know who a new contact is; weeks later it does, and two customers turn out to be one. */
export const lateUnionid: Story = {
  name: 'late-unionid',
  title: 'a contact without unionid and a mini-program user become one customer once WeCom knows',
  async play(scene) {
    const { code } = await setTheStage(scene)
    const friend = await scansWithoutUnionid(scene, code)
    const visitor = await visitsShop(scene, friend)
    await wecomLearns(scene, friend)
    await becomesOne(scene, { friend, visitor })
  },
}

const NAME = '何嘉'
const JOB = 'wecom.late-unionids'
const ASKED_AFTER_MS = 61 * 60_000
const JOB_MS = 30_000

type Friend = Awaited<ReturnType<typeof scansWithoutUnionid>>

const scansWithoutUnionid = ({ system, step }: Scene, code: { state: string; name: string }) =>
  step(`${NAME} scans "${code.name}"; WeCom does not tell a unionid yet`, {
    act: async () => {
      const person = await system.sandbox.addPerson({ name: NAME, unionidVisible: false })
      const { personId } = person
      const { callbackId } = await system.sandbox.scan({ personId, state: code.state })
      return { ...person, callbackId }
    },
    see: async ({ callbackId, ...person }, tell) => {
      await seeCallback(system, callbackId, tell)
      const { externalUserid } = person
      const customer = await seeOwner(system, { external_userid: externalUserid })
      const isBare = customer.identifiers.every(({ type }) => type !== 'unionid')
      must(isBare, 'the contact has a unionid already')
      tell.written(customerText(customer))
      return { ...person, customerId: customer.customerId }
    },
  })

const visitsShop = ({ system, step }: Scene, friend: Friend) =>
  step(
    `${NAME} opens the mini-program: WeChat tells the unionid, and nobody knows it is the same`,
    {
      act: async () => {
        const phone = system.phone()
        await phone.logIn(await system.sandbox.loginCode(friend.personId))
        await system.open.drain()
        return (await phone.config()).appId
      },
      see: async (appid, tell) => {
        const customer = await seeOwner(system, { openid: friend.openid, appid })
        must(customer.customerId !== friend.customerId, 'they are one customer already')
        tell.written(customerText(customer))
        return { appid, customerId: customer.customerId }
      },
    },
  )

const wecomLearns = ({ system, step }: Scene, { personId }: Friend) =>
  step('Both are bound to the open platform now; an hour later the job asks WeCom again', {
    act: async () => {
      await system.sandbox.bindUnionid(personId)
      await system.sandbox.advanceClock(ASKED_AFTER_MS)
      return await system.console.runJob(JOB, { withinMs: JOB_MS })
    },
    see: async (summary, tell) => {
      tell.written(`job ${JOB}: ${summary ?? 'nothing to tell'}`)
      await system.open.drain()
    },
    withinMs: JOB_MS,
  })

const becomesOne = (
  { system, step }: Scene,
  { friend, visitor }: { friend: Friend; visitor: { appid: string; customerId: string } },
) =>
  step('The next visit shows the same unionid: one customer, and the console says why', {
    act: async () => {
      await system.phone().logIn(await system.sandbox.loginCode(friend.personId))
      await system.open.drain()
    },
    see: async (_nothing, tell) => {
      const one = await seeOwner(system, { external_userid: friend.externalUserid })
      const other = await seeOwner(system, { openid: friend.openid, appid: visitor.appid })
      must(one.customerId === other.customerId, 'they are still two customers')
      const ids = [friend.customerId, visitor.customerId].filter((id) => id !== one.customerId)
      must(one.mergedFrom.includes(ids[0] ?? ''), `${ids.join()} does not lead to it`)
      tell.written(`${ids.join()} leads to ${one.customerId}`)
      await seeWhy(system, one.customerId, { types: ['external_userid', 'openid'], tell })
      await seeTimeline(system, one.customerId, tell)
    },
  })
