import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { ChannelCodeView } from '../../../server/modules/wecom/channel-codes/channel-codes.contract.js'
import { useSystem } from '../../support/system.js'

const system = useSystem({ suffix: '_codes' })

const WITHIN = { withinMs: 60_000 }
const anything = z.unknown()
const Problem = z.object({
  code: z.string(),
  errors: z.array(z.object({ field: z.string() })).optional(),
})
const Ways = z.object({
  contactWays: z.array(
    z.object({ configId: z.string(), state: z.string(), users: z.array(z.string()) }),
  ),
})

const contactWays = async (state: string) => {
  const { body } = await system.now.control.send('GET', '/contact-ways', Ways)
  return body.contactWays.filter((way) => way.state === state)
}
const relations = () => system.now.deps.db.collection('relations')

async function request(
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
  key?: string,
) {
  const console = await system.now.asOperator()
  const headers = {
    ...console.headers(),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  }
  const init =
    body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
  return fetch(`${system.now.url}${path}`, init)
}

const poster = { name: '门口海报', userids: ['zhangsan'] }

// Failure story 6. Guarantee: the token is unguessable, its own for every code, and the one that WeCom got.
test('a code has a random token and WeCom knows it; the same request again is the same code', async () => {
  const console = await system.now.asOperator()
  const first = await console.createChannelCode(poster, 'same-key-1')
  const again = await console.createChannelCode(poster, 'same-key-1')
  const other = await console.createChannelCode(poster, 'other-key-1')

  expect(first).toMatchObject({
    name: '门口海报',
    staff: [{ userid: 'zhangsan', name: '张三' }],
    status: 'ready',
    added: 0,
    net: 0,
  })
  expect(again).toEqual(first)
  expect(first.state).toMatch(/^[\w-]{28}$/)
  expect(other.state).not.toBe(first.state)
  expect(await contactWays(first.state)).toMatchObject([{ users: ['zhangsan'] }])
  const { items } = await console.channelCodes()
  expect(items.map(({ channelCodeId }) => channelCodeId)).toEqual([
    other.channelCodeId,
    first.channelCodeId,
  ])
})

test('the picture is a PNG from this server', async () => {
  const code = await (await system.now.asOperator()).createChannelCode(poster)
  const answer = await request('GET', code.qrCodeUrl)
  expect(answer.headers.get('content-type')).toBe('image/png')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
})

test.each([
  {
    what: 'no staff member',
    body: { name: 'x', userids: [] },
    code: 'request-invalid',
    status: 400,
  },
  {
    what: 'no name',
    body: { name: ' ', userids: ['zhangsan'] },
    code: 'request-invalid',
    status: 400,
  },
  {
    what: 'an unknown staff member',
    body: { name: 'x', userids: ['nobody'] },
    code: 'staff-not-found',
    status: 422,
  },
])('a code for $what is refused', async ({ body, code, status }) => {
  const answer = await request('POST', '/api/channel-codes', body, 'refused-key-1')
  expect(answer.status).toBe(status)
  expect(Problem.parse(await answer.json()).code).toBe(code)
})

test('a request without a key, or with the key of another request, is refused', async () => {
  const without = await request('POST', '/api/channel-codes', poster)
  expect(without.status).toBe(400)
  expect((await request('POST', '/api/channel-codes', poster, 'taken-key-1')).status).toBe(201)
  const reused = await request(
    'POST',
    '/api/channel-codes',
    { ...poster, name: '另一个' },
    'taken-key-1',
  )
  expect(reused.status).toBe(409)
  expect(Problem.parse(await reused.json()).code).toBe('idempotency-key-reused')
})

test('somebody who is not logged in sees nothing', async () => {
  const answers = await Promise.all(
    ['/api/channel-codes', '/api/staff', '/api/sidebar/customer?externalUserid=wm1'].map((path) =>
      fetch(`${system.now.url}${path}`),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
})

test('name and welcome text are changed, the printed code stays', async () => {
  const code = await (await system.now.asOperator()).createChannelCode(poster)
  const answer = await request('PATCH', `/api/channel-codes/${code.channelCodeId}`, {
    name: '收银台',
    welcomeText: '欢迎{顾客}',
  })
  expect(ChannelCodeView.parse(await answer.json())).toEqual({
    ...code,
    name: '收银台',
    welcomeText: '欢迎{顾客}',
  })
  const unknown = 'chn_01jd3v9yq8c5w2m4k7n6p1'
  expect((await request('PATCH', `/api/channel-codes/${unknown}`, { name: 'x' })).status).toBe(404)
})

// Guarantee: config_id is never lost: what WeCom made without our hearing of it is found by its token.
test('given a lost answer of WeCom, then the code it made is adopted, and no second one is made', async () => {
  await system.now.control.addFault({
    kind: 'errorAfter',
    area: 'wecom',
    match: 'add_contact_way',
    times: 1,
    cut: true,
  })
  const console = await system.now.asOperator()
  const code = await console.createChannelCode(poster)
  expect(code.status).toBe('creating')
  expect((await request('GET', code.qrCodeUrl)).status).toBe(409)

  await system.now.control.advanceClock(61_000)
  const repaired = await waitUntil(async () => {
    const found = (await console.channelCodes()).items.find(
      ({ channelCodeId }) => channelCodeId === code.channelCodeId,
    )
    if (found?.status !== 'ready') {
      throw new Error(`the code is ${found?.status}`)
    }
    return found
  }, WITHIN)
  expect(await contactWays(repaired.state)).toHaveLength(1)
  const picture = await request('GET', code.qrCodeUrl)
  expect(picture.status).toBe(200)
})

test('given a WeCom that was out of reach, then the code is made later', async () => {
  await system.now.control.addFault({
    kind: 'errorBefore',
    area: 'wecom',
    match: 'add_contact_way',
    times: 1,
    cut: true,
  })
  const console = await system.now.asOperator()
  const code = await console.createChannelCode(poster)
  expect(code.status).toBe('creating')
  await system.now.control.advanceClock(61_000)
  await waitUntil(async () => {
    if ((await contactWays(code.state)).length !== 1) {
      throw new Error('WeCom has no such code')
    }
  }, WITHIN)
})

// Guarantee: the counters of a code equal a recount of its relations.
test('who comes by a code and who leaves again is counted', async () => {
  const { control } = system.now
  const console = await system.now.asOperator()
  const code = await console.createChannelCode(poster)
  const people = await Promise.all(['甲', '乙', '丙'].map((name) => control.addPerson({ name })))
  await Promise.all(people.map(({ personId }) => control.scan({ personId, state: code.state })))
  await waitUntil(async () => {
    const counted = await relations().countDocuments({ channelCodeId: code.channelCodeId })
    if (counted !== 3) {
      throw new Error(`${counted} have come`)
    }
  }, WITHIN)
  const leaver = people[0]?.externalUserid ?? ''
  await control.deleteByCustomer({ userid: 'zhangsan', externalUserid: leaver })
  const counted = await waitUntil(async () => {
    const { items } = await console.channelCodes()
    const { added, lost, net } = items.find((one) => one.channelCodeId === code.channelCodeId) ?? {}
    if (lost !== 1) {
      throw new Error('nobody has left')
    }
    return { added, lost, net }
  }, WITHIN)
  expect(counted).toEqual({ added: 3, lost: 1, net: 2 })
  const living = { channelCodeId: code.channelCodeId, state: 'active' }
  expect(await relations().countDocuments(living)).toBe(2)
})

test('reconciling is asked for and answered at once', async () => {
  const answer = await request('POST', '/api/reconcile/contacts')
  expect(answer.status).toBe(202)
  expect(anything.parse(await answer.json())).toEqual({ job: 'wecom.reconcile-contacts' })
})
