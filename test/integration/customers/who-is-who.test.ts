import { contact, login, openid, scan, told, unionid, useShop } from './shop.js'

const shop = useShop()

const ownedBy = async (customerId: string) =>
  (
    await shop
      .collections()
      .identifiers.find({ ownerId: customerId as `cus_${string}` })
      .toArray()
  )
    .map(({ _id }) => _id)
    .sort()

const ALL = ['external_userid:ww1:w1', 'openid:wx1:o1', 'unionid:main:u1']

describe('joining', () => {
  test.each([
    ['log-in, then contact', [login('o1', 'u1'), scan('w1', 'u1')]],
    ['contact, then log-in', [scan('w1', 'u1'), login('o1', 'u1')]],
  ])(
    '%s with the same unionid, one by one and in one batch: one customer',
    async (_name, events) => {
      for (const event of events) {
        await shop.work(event)
      }
      const [customer, ...others] = await shop.living()
      expect(others).toEqual([])
      expect(customer).toMatchObject({ identifierCount: 3, founderKey: 'unionid:main:u1' })
      expect(await ownedBy(customer?._id ?? '')).toEqual(ALL)

      await shop.database.empty()
      await shop.work(...events)
      const [together, ...rest] = await shop.living()
      expect(rest).toEqual([])
      expect(await ownedBy(together?._id ?? '')).toEqual(ALL)
    },
  )

  // Guarantee: a contact that comes without unionid is joined when it arrives late (identity.md 4).
  test('a late unionid merges contact and log-in; the swallowed id leads to the living one', async () => {
    await shop.work(scan('w1'))
    const [early] = await shop.living()
    await shop.work(login('o1', 'u1'))
    await shop.work(scan('w1', 'u1'))
    const [living, ...others] = await shop.living()
    expect(others).toEqual([])
    expect(living?._id).not.toBe(early?._id)
    expect(await shop.shop().identity.living(early?._id ?? 'cus_')).toBe(living?._id)
    expect(await shop.collections().history.find().toArray()).toMatchObject([
      {
        kind: 'merge',
        customerIds: [early?._id, living?._id],
        merged: [early?._id],
        split: [],
        moves: [{ key: 'external_userid:ww1:w1', from: early?._id, to: living?._id }],
        rulesVersion: '1',
        cause: { source: 'wecom', kind: 'external-contact' },
      },
    ])
  })

  test('merges in a chain inside one batch leave one customer, and every swallowed id leads to it', async () => {
    await shop.work(scan('w1'), login('o1'), told({ unionid: 'u1' }))
    const before = await shop.living()
    expect(before).toHaveLength(3)
    await shop.work(
      login('o1', 'u1'),
      scan('w1', 'u1'),
      told({ openid: 'p1', appid: 'wx2', unionid: 'u1' }),
    )
    const [living, ...others] = await shop.living()
    expect(others).toEqual([])
    expect(living).toMatchObject({ identifierCount: 4 })
    for (const { _id } of before) {
      expect(await shop.shop().identity.living(_id)).toBe(living?._id)
    }
  })

  // Guarantee: a merge in a batch works on whole customers, also when other facts of the batch name only one identifier.
  test('given a customer with a unionid, when a batch names its openid alone and then joins it elsewhere, then the limit holds', async () => {
    await shop.work(login('o1', 'u1'), scan('w1', 'u2'))
    await shop.work(
      login('o1'),
      told({ openid: 'o1', appid: 'wx1', externalUserid: 'w1' }),
      told({ externalUserid: 'w1', unionid: 'u1' }),
    )
    expect(await shop.living()).toHaveLength(2)
    expect(await shop.resolve({ unionid: 'u1' })).not.toBe(await shop.resolve({ unionid: 'u2' }))
  })

  test('a trusted source may relay a pair; an untrusted one only suggests', async () => {
    await shop.work(told({ unionid: 'u1' }), told({ openid: 'o1', appid: 'wx1' }))
    const pair = { unionid: 'u1', openid: 'o1', appid: 'wx1' }
    await shop.work(told(pair, { isTrusted: false }))
    expect(await shop.living()).toHaveLength(2)
    await shop.work(told(pair))
    expect(await shop.living()).toHaveLength(1)
  })

  // Guarantee: a link that would give a customer a second unionid is held; both sides stay apart.
  test('a held link leaves two customers and waits for a person', async () => {
    await shop.work(login('o1', 'u1'), scan('w1', 'u2'))
    await shop.work(told({ openid: 'o1', appid: 'wx1', unionid: 'u2' }))
    expect(await shop.living()).toHaveLength(2)
    expect(await shop.resolve({ unionid: 'u2' })).toBe(
      await shop.resolve({ external_userid: 'w1' }),
    )
    const open = await shop.reviews().find({ state: 'open' }).toArray()
    expect(open).toMatchObject([{ step: 'relayed', keys: ['openid:wx1:o1', 'unionid:main:u2'] }])
    expect(await shop.shop().figures.openReviews()).toBe(1)
  })

  // Guarantee (failure story 3): two people in one second are two customers, the same event thrice has one effect.
  test('failure story 3: two people in one second are two customers', async () => {
    await shop.work(scan('w1', 'u1', '林晓'), scan('w2', 'u2', '林晓'))
    expect(await shop.living()).toHaveLength(2)
  })

  // Guarantee (failure story 15): log-in follows openid and unionid; a phone never moves an openid.
  test('failure story 15: a phone that somebody else has proved opens no account and moves no openid', async () => {
    await shop.work(
      login('o1', 'u1'),
      told({ openid: 'o1', appid: 'wx1', phone: '13912346021', phoneVerified: true }),
    )
    const first = await shop.resolve({ openid: 'o1', appid: 'wx1' })
    await shop.work(login('o2', 'u2'))
    const second = await shop.resolve({ openid: 'o2', appid: 'wx1' })
    await shop.work(told({ openid: 'o2', appid: 'wx1', phone: '13912346021', phoneVerified: true }))
    expect(await shop.resolve({ openid: 'o1', appid: 'wx1' })).toBe(first)
    expect(await shop.resolve({ openid: 'o2', appid: 'wx1' })).toBe(second)
    expect(first).not.toBe(second)
  })

  // Guarantee (failure story 16): a null id merges nobody.
  test('failure story 16: empty and null values are nobody’s identifier', async () => {
    await shop.work(
      told({ unionid: 'null', openid: 'o1', appid: 'wx1' }),
      told({ unionid: 'null', openid: 'o2', appid: 'wx1' }),
      told({ unionid: '0', externalUserid: 'w1' }),
    )
    expect(await shop.living()).toHaveLength(3)
    expect(await shop.resolve({ unionid: 'null' })).toBe('customer-not-found')
  })
})

describe('phones and member numbers', () => {
  const withPhone = (openid: string, phone: string, phoneVerified = true) =>
    told({ openid, appid: 'wx1', phone, phoneVerified })

  test('a phone answers the one customer that proved it, however it is written', async () => {
    await shop.work(withPhone('o1', '+86 139-1234-6021'))
    const customer = await shop.resolve({ openid: 'o1', appid: 'wx1' })
    expect(await shop.resolve({ phone: '13912346021' })).toBe(customer)
    expect(await shop.resolve({ phone: '１３９１２３４６０２１' })).toBe(customer)
  })

  test('a phone that two customers proved is shared', async () => {
    await shop.work(withPhone('o1', '13912346021'), withPhone('o2', '13912346021'))
    expect(await shop.resolve({ phone: '13912346021' })).toBe('phone-is-shared')
    expect(await shop.living()).toHaveLength(2)
  })

  test('a phone that a store’s tablet shows is its own customer’s, never the tablet’s', async () => {
    const phones = Array.from({ length: 12 }, (_, n) => `139123460${String(n).padStart(2, '0')}`)
    for (const phone of phones) {
      await shop.work(withPhone('tablet', phone), told({ phone }))
    }
    const tablet = await shop.resolve({ openid: 'tablet', appid: 'wx1' })
    const owners = await Promise.all(phones.map((phone) => shop.resolve({ phone })))
    expect(new Set(owners).size).toBe(phones.length)
    expect(owners).not.toContain(tablet)
  })

  test.each([
    ['nobody ever showed it', '13912349999'],
    ['it was only typed', '13912346022'],
    ['an untrusted source said it', '13912346023'],
    ['it is a test number', '13800138000'],
    ['it is no number', 'abc'],
  ])('a phone answers nobody when %s', async (_why, phone) => {
    await shop.work(
      withPhone('o1', '13912346022', false),
      told(
        { openid: 'o2', appid: 'wx1', phone: '13912346023', phoneVerified: true },
        { isTrusted: false },
      ),
      withPhone('o3', '13800138000'),
    )
    expect(await shop.resolve({ phone })).toBe('customer-not-found')
  })

  test('facts that come with a phone alone belong to the phone, until somebody claims it', async () => {
    await shop.work(told({ phone: '13912346021' }), login('o1'))
    const ofPhone = await shop.resolve({ phone: '13912346021' })
    const claimant = await shop.resolve({ openid: 'o1', appid: 'wx1' })
    expect(ofPhone).toMatch(/^cus_/)
    expect(claimant).not.toBe(ofPhone)
    await shop.work(withPhone('o1', '13912346021'))
    expect(await shop.resolve({ phone: '13912346021' })).toBe(claimant)
    expect(await shop.shop().identity.living(ofPhone as 'cus_')).toBe(claimant)
    expect(await shop.living()).toHaveLength(1)
  })

  test('a phone alone from an untrusted till stays with that till', async () => {
    await shop.work(told({ phone: '13912346021' }, { isTrusted: false, source: 'till-9' }))
    expect(await shop.resolve({ phone: '13912346021' })).toBe('customer-not-found')
    expect(await shop.living()).toMatchObject([{ identifierCount: 1 }])
  })

  test('a member number answers who claims it, and is shared when several do', async () => {
    await shop.work(told({ openid: 'o1', appid: 'wx1', memberNo: 'SY1' }))
    const customer = await shop.resolve({ openid: 'o1', appid: 'wx1' })
    expect(await shop.resolve({ member_no: 'SY1', source: 'pos-1' })).toBe(customer)
    expect(await shop.resolve({ member_no: 'SY1', source: 'pos-2' })).toBe('customer-not-found')
    await shop.work(told({ openid: 'o2', appid: 'wx1', memberNo: 'SY1' }))
    const answer = await shop.resolve({ member_no: 'SY1', source: 'pos-1' })
    expect(answer).toBe('member-no-is-shared')
  })

  test('no phone stands in clear in any collection', async () => {
    await shop.work(withPhone('o1', '13912346021'), told({ phone: '13912346021' }))
    const collections = (await shop.database.db.db?.collections()) ?? []
    const everything = await Promise.all(collections.map((one) => one.find().toArray()))
    expect(JSON.stringify(everything)).not.toContain('13912346021')
    expect(JSON.stringify(everything)).toContain('6021')
  })
})

describe('evidence', () => {
  test('every observation of two identifiers is kept as it was, and counted on its link', async () => {
    const event = login('o1', 'u1')
    await shop.work(event)
    await shop.work(login('o1', 'u1', { occurredAt: new Date('2026-03-02T00:00:00Z') }))
    const { evidence, links } = shop.collections()
    expect(await evidence.findOne({ _id: event.key })).toMatchObject({
      kind: 'mini-login',
      source: 'mini',
      eventId: event.key,
      occurredAt: event.occurredAt,
      identifiers: [
        { key: openid('o1').key, strength: 'proved' },
        { key: unionid('u1').key, strength: 'proved' },
      ],
    })
    expect(await links.find().toArray()).toMatchObject([
      {
        _id: 'openid:wx1:o1|unionid:main:u1|mini-login|mini',
        count: 2,
        strength: 'proved',
        runs: [{ from: event.occurredAt, to: new Date('2026-03-02T00:00:00Z') }],
      },
    ])
  })

  test('an identifier alone leaves no evidence and no link', async () => {
    await shop.work(scan('w1'))
    expect(await shop.collections().evidence.countDocuments()).toBe(0)
    expect(await shop.resolve({ external_userid: 'w1' })).toMatch(/^cus_/)
    expect(await shop.collections().identifiers.findOne({ _id: contact('w1').key })).toMatchObject({
      strength: 'proved',
    })
  })
})
