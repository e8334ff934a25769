import {
  contact,
  factEvent,
  login,
  openid,
  scan,
  told,
  unionid,
  useShop,
} from '../customers/shop.js'

// Failure story 16. Guarantee: a family's phone merges nobody, a null id is nobody, and merges leave no chain and no stranded one.

const shop = useShop()
const ownerOf = (openidValue: string) => shop.resolve({ openid: openidValue, appid: 'wx1' })

test('failure story 16: four people of a family with one phone stay four', async () => {
  for (const one of ['o1', 'o2', 'o3', 'o4']) {
    await shop.work(
      login(one, `u-${one}`),
      told({ openid: one, appid: 'wx1', phone: '13912346021', phoneVerified: true }),
    )
  }
  const owners = await Promise.all(['o1', 'o2', 'o3', 'o4'].map(ownerOf))
  expect(new Set(owners).size).toBe(4)
  expect(await shop.resolve({ phone: '13912346021' })).toBe('phone-is-shared')
})

test.each(['null', 'undefined', '0', '', '-', '无', '13800138000', '00000000000'])(
  'failure story 16: given everybody comes with the value "%s", then nobody is merged by it',
  async (nothing) => {
    const identifiers = (one: string) => ({
      openid: one,
      appid: 'wx1',
      ...(nothing === '' ? {} : { phone: nothing, phoneVerified: true }),
      // as a card it is a number like any other
      ...(nothing === '' || nothing === '13800138000' ? {} : { memberNo: nothing }),
    })
    for (const one of ['o1', 'o2', 'o3']) {
      await shop.work(told(identifiers(one)))
    }
    const owners = await Promise.all(['o1', 'o2', 'o3'].map(ownerOf))
    expect(new Set(owners).size).toBe(3)
    const { identifiers: stored } = shop.collections()
    expect(await stored.countDocuments({ type: { $in: ['phone', 'member_no'] } })).toBe(0)
  },
)

test('failure story 16: A joins B, then B joins C: every id answers with the one, in one hop', async () => {
  await shop.work(scan('w1'), login('o2'), factEvent([openid('o3', 'wx2')]))
  const before = await Promise.all([
    shop.resolve({ external_userid: 'w1' }),
    ownerOf('o2'),
    shop.resolve({ openid: 'o3', appid: 'wx2' }),
  ])
  expect(new Set(before).size).toBe(3)
  await shop.work(factEvent([contact('w1'), openid('o2')]))
  await shop.work(factEvent([openid('o2'), openid('o3', 'wx2')]))
  await shop.work(factEvent([openid('o3', 'wx2'), unionid('u1')]))
  const [one, ...others] = await shop.living()
  expect(others).toEqual([])
  const { living, keysOf } = shop.shop().identity
  for (const id of before) {
    expect(await living(id as `cus_${string}`)).toBe(one?._id)
    expect(await keysOf(id as `cus_${string}`)).toHaveLength(4)
  }
})

test('failure story 16: B joins C before A joins B: nobody is stranded', async () => {
  await shop.work(scan('w1'), login('o2'), login('o3', 'u3'))
  await shop.work(factEvent([openid('o2', 'wx2'), unionid('u3')]))
  await shop.work(factEvent([contact('w1'), openid('o2', 'wx2')]))
  const owner = await shop.resolve({ external_userid: 'w1' })
  expect(await ownerOf('o3')).toBe(owner)
  expect(await shop.resolve({ openid: 'o2', appid: 'wx2' })).toBe(owner)
})
