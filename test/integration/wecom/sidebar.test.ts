import { shopClient } from '../../../scripts/clients/shop-client.js'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { StaffPage } from '../../../server/modules/wecom/staff/staff.contract.js'
import { useSystem } from '../../support/system.js'
import { sidebarOf } from './sidebar-log-in.js'

const system = useSystem({ suffix: '_sidebar' })

const asStaff = (userid: string) => sidebarOf(system.now, userid)
type Sidebar = Awaited<ReturnType<typeof asStaff>>
const show = (externalUserid: string, sidebar: Sidebar) =>
  sidebar.get(`/api/sidebar/customer?externalUserid=${externalUserid}`)

async function contactOf(userid: string) {
  const { control } = system.now
  const { personId, externalUserid } = await control.addPerson({ name: '林晓棠' })
  await control.scan({ personId, userid })
  await system.now.drain()
  return externalUserid
}

test('the staff member of a chat sees the customer, their own relation and how the greeting went', async () => {
  const cookie = await asStaff('zhangsan')
  const externalUserid = await contactOf('zhangsan')
  // A call to WeChat is no part of a drain: the greeting may come a little later.
  await waitUntil(
    async () => {
      const answer = await show(externalUserid, cookie)
      expect(answer.status).toBe(200)
      expect(await answer.json()).toMatchObject({
        name: '林晓棠',
        relation: { userid: 'zhangsan', name: '张三', state: 'active', endedAt: null },
        metrics: { ordersPaid: 0 },
        recentOrders: [],
        welcome: { outcome: 'sent' },
      })
    },
    { withinMs: 60_000 },
  )
})

test("a colleague's customer is shown without a relation of one's own", async () => {
  const cookie = await asStaff('lisi')
  const externalUserid = await contactOf('wangwu')
  expect(await (await show(externalUserid, cookie)).json()).toMatchObject({
    relation: null,
    relations: [{ userid: 'wangwu', name: '王舞' }],
  })
})

test('staff read why openid and unionid belong to the contact in their chat', async () => {
  const cookie = await asStaff('zhangsan')
  const { personId, externalUserid, openid } = await system.now.control.addPerson({ name: '陈意' })
  await system.now.control.scan({ personId, userid: 'zhangsan' })
  await shopClient(system.now.url).logIn(await system.now.control.loginCode(personId))
  await system.now.drain()
  const path = `/api/sidebar/customer/identity?externalUserid=${externalUserid}`
  const { items } = (await (await cookie.get(path)).json()) as {
    items: { identifier: { type: string; value: string }; steps: { sentence: string }[] }[]
  }
  const byType = new Map(items.map((item) => [item.identifier.type, item]))
  expect([...byType.keys()].sort()).toEqual(['openid', 'unionid'])
  expect(byType.get('openid')?.identifier.value).toBe(openid)
  const told = byType.get('openid')?.steps.map(({ sentence }) => sentence) ?? []
  expect(told).toHaveLength(2)
  expect(told[0]).toContain('企微客户资料')
  expect(told[1]).toContain('登录小程序')
})

test('for somebody who is nobody yet the answer is 404, without a question it is 400', async () => {
  const cookie = await asStaff('zhangsan')
  const nobody = await show('wmNobody', cookie)
  expect(nobody.status).toBe(404)
  expect(await nobody.json()).toMatchObject({ code: 'contact-not-found' })
  expect((await show('', cookie)).status).toBe(400)
  const why = await cookie.get('/api/sidebar/customer/identity?externalUserid=wmNobody')
  expect(why.status).toBe(404)
})

test('staff are listed with their store and their living contacts', async () => {
  const console = await system.now.asOperator()
  await console.saveStore({ storeCode: 'sz-01', name: '科苑南店', department: '2' })
  await console.runJob('wecom.sync-staff', { withinMs: 60_000 })
  await contactOf('lisi')
  const first = (await console.send('GET', '/api/staff?limit=2', StaffPage)).body
  expect(first.items).toMatchObject([
    { userid: 'lisi', departmentName: '深圳南山店', storeName: '科苑南店', contactCount: 1 },
    { userid: 'wangwu', status: 'active' },
  ])
  const path = `/api/staff?limit=2&cursor=${first.nextCursor}`
  const second = (await console.send('GET', path, StaffPage)).body
  expect(second).toMatchObject({ items: [{ userid: 'zhangsan' }], nextCursor: null })
})
