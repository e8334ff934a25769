import { decisionCollection } from '../../../server/modules/customers/resolution/decisions.model.js'
import { RULES } from '../../../server/modules/customers/resolution/evidence.domain.js'
import { fixShared } from '../../../server/modules/customers/resolution/fix-shared.repository.js'
import { transactions } from '../../../server/platform/mongo/index.js'
import { login, NOON, openid, told, useShop } from './shop.js'

// Guarantee: taking one person away never merges others, and says nothing about that person (identity.md 6).

const shop = useShop()
const withPhone = (n: string, phone: string) =>
  told({ openid: n, appid: 'wx1', phone, phoneVerified: true })

test('phones and cards that others claim, too, are fixed; what is this person’s alone is not', async () => {
  await shop.work(
    ...[login('o1'), login('o2')],
    ...[withPhone('o1', '13912346021'), withPhone('o2', '13912346021')],
    withPhone('o1', '13912346022'),
    told({ openid: 'o1', appid: 'wx1', memberNo: 'SY1' }),
    told({ openid: 'o2', appid: 'wx1', memberNo: 'SY1' }),
  )
  const { db } = shop.database
  await transactions(db)((tx) =>
    fixShared({ db, rules: () => Promise.resolve(RULES), clock: { now: () => NOON } })(
      [openid('o1').key],
      { tx },
    ),
  )
  const said = await decisionCollection(db).find().toArray()
  expect(said.map(({ word }) => word.kind).sort()).toEqual(['detach', 'phone-shared'])
  expect(JSON.stringify(said)).not.toContain('openid')

  // Without the word, the phone and the card would be the other one's from the next event on.
  await shop
    .collections()
    .links.deleteMany({ $or: [{ a: openid('o1').key }, { b: openid('o1').key }] })
  await shop.work(withPhone('o2', '13912346021'), withPhone('o2', '13912346029'))
  const phone = await shop.collections().identifiers.findOne({ phoneTail: '6021' })
  const own = await shop.collections().identifiers.findOne({ phoneTail: '6029' })
  const owner = await shop.resolve({ openid: 'o2', appid: 'wx1' })
  expect({ phone: phone?.ownerId, own: own?.ownerId }).toEqual({ phone: null, own: owner })
})
