import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { useSystem } from '../../support/system.js'
import { STAFF, wecomPeople } from './wecom-people.js'

const system = useSystem({ suffix: '_groups' })
jest.setTimeout(180_000)

const WITHIN = { withinMs: 60_000 }
const { settled, person } = wecomPeople(system)
const anything = z.unknown()
const Made = z.object({ chatId: z.string() })

const groups = () => system.now.deps.db.collection<{ _id: string }>('customer_groups')
const members = () => system.now.deps.db.collection<{ _id: string }>('customer_group_members')
const control = (path: string, body: object) =>
  system.now.control.send('POST', path, anything, { body })
async function group(name: string, personIds: readonly string[]): Promise<string> {
  const body = { name, owner: STAFF, personIds }
  return (await system.now.control.send('POST', '/groups', Made, { body })).body.chatId
}
const membership = (chatId: string, memberId: string) =>
  members().findOne({ _id: `${chatId}:${memberId}` })
const pull = async () => (await system.now.asOperator()).runJob('wecom.pull-groups', WITHIN)
async function evidenceOf(externalUserid: string) {
  const found = await system.now.deps.db
    .collection('evidence')
    .find({ kind: 'group-member', 'identifiers.key': { $regex: `:${externalUserid}$` } })
    .toArray()
  return found.map(({ identifiers }) =>
    (identifiers as { key: string; strength: string }[]).map(({ strength }) => strength),
  )
}

// issue 5, part 3. Guarantee: what a group shows of a customer is proved by our own call, and found once.
test('members of a customer group with a unionid become the customer of the mini-program', async () => {
  const [one, two] = [await person('群里的'), await person('还没绑定', { unionidVisible: false })]
  await system.now.asCustomer(one.personId)
  const chatId = await group('会员福利群', [one.personId, two.personId])
  await settled()

  expect(await groups().findOne({ _id: chatId })).toMatchObject({
    name: '会员福利群',
    ownerUserid: STAFF,
    memberCount: 3,
    customerCount: 2,
  })
  expect(await evidenceOf(one.externalUserid)).toEqual([['proved', 'proved']])
  expect(await evidenceOf(two.externalUserid)).toEqual([])
  const open = system.now.openApi()
  const customerId = await open.resolve({ external_userid: one.externalUserid })
  expect(customerId).toMatch(/^cus_/)
  expect(await open.resolve({ unionid: one.unionid })).toBe(customerId)

  // read again and again, nothing new is told
  await pull()
  await settled()
  expect(await evidenceOf(one.externalUserid)).toHaveLength(1)
})

test('who joins and who leaves is kept with the times; a unionid that comes later is told', async () => {
  const [first, second] = [await person('先来', { unionidVisible: false }), await person('后到')]
  const chatId = await group('新品群', [first.personId])
  await settled()
  await control('/groups/join', { chatId, personId: second.personId })
  await settled()
  expect(await membership(chatId, second.externalUserid)).toMatchObject({ kind: 'customer' })
  expect(await evidenceOf(second.externalUserid)).toHaveLength(1)

  await control(`/people/${first.personId}/bind-unionid`, {})
  await control('/groups/leave', { chatId, personId: second.personId })
  await settled()
  const left = await membership(chatId, second.externalUserid)
  expect(left).toMatchObject({ leftAt: expect.any(Date) as Date })
  expect(await evidenceOf(first.externalUserid)).toHaveLength(1)

  await control('/groups/join', { chatId, personId: second.personId })
  await settled()
  expect(await membership(chatId, second.externalUserid)).not.toHaveProperty('leftAt')
  expect(await evidenceOf(second.externalUserid)).toHaveLength(1)
})

// Callbacks get lost: the nightly pull finds groups, members and ends.
test('what no callback told is found by the pull: a new group, a member, the end of a group', async () => {
  const [one, two] = [await person('甲'), await person('乙')]
  const known = await group('老群', [])
  await settled()
  await system.now.control.addFault({ kind: 'drop', area: 'wecom', times: 3 })
  const unheard = await group('没听说的群', [one.personId])
  await control('/groups/join', { chatId: known, personId: two.personId })
  const over = await group('散了的群', [])
  expect(await groups().findOne({ _id: unheard })).toBeNull()
  await pull()
  await settled()
  expect(await groups().findOne({ _id: unheard })).toMatchObject({ customerCount: 1 })
  expect(await membership(known, two.externalUserid)).not.toBeNull()

  await system.now.control.addFault({ kind: 'drop', area: 'wecom', times: 1 })
  await control('/groups/dismiss', { chatId: over })
  await pull()
  await waitUntil(async () => {
    await system.now.drain()
    const row = await groups().findOne({ _id: over })
    if (row === null || !('dismissedAt' in row)) {
      throw new Error('the group still counts as living')
    }
  }, WITHIN)
})

// Bad input: the platform contradicts itself or is away; nothing crashes, nothing is lost.
test('given WeCom out of reach, then the group is read later', async () => {
  const who = await person('晚点看')
  await system.now.control.addFault({
    kind: 'errcode',
    code: 6000,
    area: 'wecom',
    match: 'groupchat/get',
    times: 4,
  })
  const chatId = await group('忙的时候', [who.personId])
  await waitUntil(async () => {
    await settled()
    if ((await membership(chatId, who.externalUserid)) === null) {
      throw new Error('not read yet')
    }
  }, WITHIN)
  expect((await system.now.openApi().stats()).dead).toBe(0)
})
