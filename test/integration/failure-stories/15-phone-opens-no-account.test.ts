import { login, told, useShop } from '../customers/shop.js'

// Failure story 15. Guarantee: a log-in follows openid and unionid; a phone opens nobody's account and moves no openid.

const shop = useShop()
const PHONE = '13912346021'
const bind = (openid: string) => told({ openid, appid: 'wx1', phone: PHONE, phoneVerified: true })
const ownerOf = (openid: string) => shop.resolve({ openid, appid: 'wx1' })

test('failure story 15: who gets a re-issued number and binds it keeps their own account', async () => {
  await shop.work(login('o1', 'u1'), bind('o1'))
  const first = await ownerOf('o1')
  await shop.work(login('o2', 'u2'), bind('o2'))
  expect(await ownerOf('o1')).toBe(first)
  const second = await ownerOf('o2')
  expect(second).not.toBe(first)
  await shop.work(login('o2', 'u2'))
  expect(await ownerOf('o2')).toBe(second)
})

test('failure story 15: a log-in without unionid is the openid’s own account, whatever phone it binds', async () => {
  await shop.work(login('o1', 'u1'), bind('o1'))
  await shop.work(login('o2'), bind('o2'))
  const [first, second] = [await ownerOf('o1'), await ownerOf('o2')]
  expect(second).not.toBe(first) // two openids of one mini-program are never one person
  expect(await shop.resolve({ unionid: 'u1' })).toBe(first)
})
