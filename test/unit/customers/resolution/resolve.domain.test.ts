import { areOne, card, day, e, link, o, phone, resolved, u } from './worlds.js'

// Guarantee: each rule of identity.md 2.1 on its own; on a conflict nothing is guessed and all sides stay apart.

test('what WeChat proved joins: an openid and a contact with one unionid are one customer', () => {
  const world = resolved([link('proved', o(1), u(1)), link('proved', e(1), u(1))])
  expect(areOne(world, o(1), e(1), u(1))).toBe(true)
  expect(world.held).toEqual([])
})

test('1a: an openid proved with two unionids stays apart from both, and takes no part later', () => {
  const world = resolved([
    link('proved', o(1), u(1)),
    link('proved', o(1), u(2)),
    link('proved', e(1), u(1)),
    link('claimed', card(1), o(1)),
    link('claimed', card(1), e(1)),
  ])
  expect(areOne(world, o(1), u(1)) || areOne(world, o(1), u(2))).toBe(false)
  expect(areOne(world, e(1), u(1), card(1))).toBe(true)
  expect(world.held.filter(({ step }) => step === 'proved')).toHaveLength(2)
})

test('1a, decided: *never* with one of two unionids leaves the other', () => {
  const links = [link('proved', o(1), u(1)), link('proved', o(1), u(2))]
  const world = resolved(links, [{ kind: 'never', a: o(1), b: u(2) }])
  expect(areOne(world, o(1), u(1))).toBe(true)
  const decided = resolved(links, [{ kind: 'same', a: u(1), b: o(1) }])
  expect(areOne(decided, o(1), u(1))).toBe(true)
})

test('1b: a unionid proved with two openids of one app holds both; those of two apps are no conflict', () => {
  const world = resolved([link('proved', o(1), u(1)), link('proved', o(2), u(1))])
  expect(world.groups).toHaveLength(3)
  const apps = resolved([link('proved', o(1), u(1)), link('proved', o(2, 'wx2'), u(1))])
  expect(areOne(apps, o(1), o(2, 'wx2'), u(1))).toBe(true)
})

test('1c: a conversion that chains two unionids is held; what each unionid has of its own stays', () => {
  const world = resolved([
    link('proved', o(1), u(1)),
    link('proved', e(2), u(2)),
    link('proved', o(1), e(2)),
  ])
  expect(areOne(world, o(1), u(1))).toBe(true)
  expect(areOne(world, e(2), u(2))).toBe(true)
  expect(areOne(world, u(1), u(2))).toBe(false)
})

test('2: what a trusted source relays joins, and never against what is proved', () => {
  expect(areOne(resolved([link('relayed', o(1), u(1))]), o(1), u(1))).toBe(true)
  const against = resolved([link('proved', o(1), u(1)), link('relayed', o(1), u(2))])
  expect(areOne(against, o(1), u(1))).toBe(true)
  expect(areOne(against, o(1), u(2))).toBe(false)
  const rivals = resolved([link('relayed', o(1), u(1)), link('relayed', o(1), u(2))])
  expect(rivals.groups).toHaveLength(3)
})

test('3: an operator joins two, and not against a hard slot; *never* keeps apart what chance would join', () => {
  const joined = resolved([], [{ kind: 'same', a: u(1), b: card(1) }], [u(1), card(1)])
  expect(areOne(joined, u(1), card(1))).toBe(true)
  const refused = resolved([], [{ kind: 'same', a: u(1), b: u(2) }], [u(1), u(2)])
  expect(refused.held).toEqual([{ step: 'same', keys: [u(1), u(2)] }])
  const links = [link('claimed', card(1), u(1)), link('claimed', card(1), o(9))]
  expect(areOne(resolved(links), u(1), o(9))).toBe(true)
  const apart = resolved(links, [{ kind: 'never', a: o(9), b: u(1) }])
  expect(areOne(apart, u(1), o(9))).toBe(false)
})

test('3: a detached identifier joins nobody by itself, and still by *same*', () => {
  const links = [link('proved', o(1), u(1)), link('proved', e(1), u(1))]
  const out = resolved(links, [{ kind: 'detach', key: e(1) }])
  expect(out.groups).toEqual(expect.arrayContaining([[e(1)]]))
  const back = [{ kind: 'detach', key: e(1) } as const, { kind: 'same', a: e(1), b: u(1) } as const]
  expect(areOne(resolved(links, back), e(1), o(1), u(1))).toBe(true)
})

test('4: a member number joins its claimants when they could be one person, at most five', () => {
  expect(
    areOne(resolved([link('claimed', card(1), u(1)), link('claimed', card(1), e(9))]), u(1), e(9)),
  ).toBe(true)
  const family = resolved([link('claimed', card(1), u(1)), link('claimed', card(1), u(2))])
  expect(family.groups).toHaveLength(3)
  const six = [1, 2, 3, 4, 5, 6].map((n) => link('claimed', card(1), o(n, `wx${n}`)))
  expect(resolved(six).groups).toHaveLength(7)
  expect(resolved(six.slice(1)).groups).toHaveLength(1)
})

test('5: a phone joins compatible claimants, and never two unionids: a family phone is shared', () => {
  const one = resolved([link('claimed', phone(1), u(1)), link('claimed', phone(1), card(1))])
  expect(areOne(one, phone(1), u(1), card(1))).toBe(true)
  const family = resolved([link('claimed', phone(1), u(1)), link('claimed', phone(1), u(2), 3)])
  expect(family.groups).toHaveLength(3)
  expect(family.phones).toMatchObject([{ phone: phone(1), state: 'shared' }])
})

test('5: a phone that a few have proved is asked about, until somebody says that it is shared; of a crowd nothing is', () => {
  const family = [link('claimed', phone(1), u(1)), link('claimed', phone(1), u(2), 3)]
  expect(resolved(family).held).toEqual([{ step: 'phone', keys: [phone(1), u(1), u(2)] }])
  expect(resolved(family, [{ kind: 'phone-shared', phone: phone(1) }]).held).toEqual([])
  const given = [{ kind: 'phone-belongs' as const, phone: phone(1), to: u(1) }]
  expect(resolved(family, given).held).toEqual([])
  const crowd = [1, 2, 3, 4, 5, 6].map((n) => link('claimed', phone(1), u(n)))
  expect(resolved(crowd).held).toEqual([])
})

test('what an operator has parted from everybody who claims it asks nobody any more', () => {
  const words = [{ kind: 'never' as const, a: card(1), b: o(1) }]
  const world = resolved([link('proved', o(1), u(1)), link('claimed', card(1), u(1))], words)
  expect(areOne(world, card(1), u(1))).toBe(false)
  expect(world.held).toEqual([])
  const other = [link('claimed', phone(1), u(1)), link('claimed', phone(1), u(2))]
  const parted = [
    { kind: 'never' as const, a: phone(1), b: u(1) },
    { kind: 'never' as const, a: phone(1), b: u(2) },
  ]
  expect(resolved(other, parted).held).toEqual([])
})

test('5: typed phones suggest and join nothing', () => {
  const world = resolved([link('sighted', phone(1), u(1)), link('claimed', phone(1), e(9))])
  expect(areOne(world, phone(1), e(9))).toBe(true)
  expect(areOne(world, phone(1), u(1))).toBe(false)
})

test('5: two member numbers of one source are two people', () => {
  const world = resolved([link('claimed', phone(1), card(1)), link('claimed', phone(1), card(2))])
  expect(world.phones).toMatchObject([{ state: 'shared' }])
})

test('5: a number that was silent for 90 days has moved: it joins nobody, each epoch is judged by itself', () => {
  const links = [
    link('claimed', phone(1), u(1), 0, 40),
    link('claimed', phone(1), u(2), 140),
    link('claimed', phone(1), e(9), 141),
  ]
  const world = resolved(links)
  expect(world.phones).toMatchObject([
    {
      state: 'moved',
      epochs: [
        { claimants: [u(1)], state: 'joined' },
        { claimants: [e(9), u(2)], state: 'joined' },
      ],
    },
  ])
  expect(areOne(world, u(2), e(9))).toBe(true)
  expect(world.groups).toContainEqual([phone(1)])
  const seen = resolved([...links, link('sighted', phone(1), o(7), 100)])
  expect(seen.phones).toMatchObject([{ state: 'shared' }]) // shown in between: no silence
})

test('5: where all claimants could be one person, a silence of a year is needed', () => {
  const half = resolved([link('claimed', phone(1), u(1), 0), link('claimed', phone(1), e(9), 200)])
  expect(areOne(half, phone(1), u(1), e(9))).toBe(true)
  const year = resolved([link('claimed', phone(1), u(1), 0), link('claimed', phone(1), e(9), 400)])
  expect(year.phones).toMatchObject([{ state: 'moved' }])
})

test("5: a store's tablet, with claims on more than ten phones, claims nothing", () => {
  const tablet = Array.from({ length: 11 }, (_, n) => link('claimed', phone(n), o('tablet')))
  const world = resolved([...tablet, link('claimed', phone(3), u(1))])
  expect(areOne(world, phone(3), u(1))).toBe(true)
  expect(areOne(world, phone(3), o('tablet'))).toBe(false)
})

test('5: an operator says whose phone it is, for good or for a time', () => {
  const links = [link('claimed', phone(1), u(1)), link('claimed', phone(1), u(2))]
  const whole = resolved(links, [{ kind: 'phone-belongs', phone: phone(1), to: u(2) }])
  expect(areOne(whole, phone(1), u(2))).toBe(true)
  const shared = resolved(
    [link('claimed', phone(2), u(3))],
    [{ kind: 'phone-shared', phone: phone(2) }],
  )
  expect(areOne(shared, phone(2), u(3))).toBe(false)
  const until = [{ kind: 'phone-belongs', phone: phone(1), to: u(1), until: day(100) } as const]
  const times = resolved(
    [link('claimed', phone(1), u(1), 0), link('claimed', phone(1), u(2), 50, 300)],
    until,
  )
  expect(times.phones).toMatchObject([
    { state: 'moved', epochs: [{ claimants: [u(1)] }, { claimants: [u(2)] }] },
  ])
})

test('5: a number that was given to one and then to another is no family’s, however soon it went over', () => {
  const links = [
    link('claimed', phone(1), u(1), 0, 60),
    link('claimed', phone(1), u(2), 122),
    link('sighted', phone(1), e(9), 0, 130),
  ]
  expect(resolved(links).held).toHaveLength(1)
  const handed = [
    { kind: 'phone-belongs', phone: phone(1), to: u(1), until: day(60) },
    { kind: 'phone-belongs', phone: phone(1), to: u(2), from: day(122) },
  ] as const
  const world = resolved(links, [...handed])
  expect(world.held).toEqual([])
  expect(world.phones).toMatchObject([
    {
      state: 'moved',
      epochs: [
        { claimants: [u(1)], to: day(60) },
        { claimants: [u(2)], from: day(122) },
      ],
    },
  ])
  const alone = [{ ...handed[0], until: day(30) }]
  const whole = resolved([link('claimed', phone(1), u(1), 0, 60)], alone)
  expect(areOne(whole, phone(1), u(1))).toBe(true)
})
