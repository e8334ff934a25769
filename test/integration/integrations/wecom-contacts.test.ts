import { useWecom } from './wecom-side.js'

const here = useWecom()

describe('contacts', () => {
  test('a contact is read with all relations', async () => {
    const { externalUserid, unionid } = await here.person('anna')
    const contact = await here.wecom.getContact(externalUserid)
    expect(contact).toMatchObject({ externalUserid, unionid, name: '安娜', kind: 'wechat' })
    expect(contact?.relations).toHaveLength(2)
    const lin = contact?.relations.find(({ userid }) => userid === 'lin')
    expect(lin).toMatchObject({
      addedAt: new Date(1_770_000_000_000),
      state: 's1',
      tags: [{ name: '少糖', groupName: '口味', kind: 'corp', tagId: expect.any(String) }],
    })
  })

  test('a unionid appears when it becomes visible', async () => {
    const { personId, externalUserid, unionid } = await here.person('bo')
    expect((await here.wecom.getContact(externalUserid))?.unionid).toBeUndefined()
    await here.outside.control('POST', `/people/${personId}/bind-unionid`)
    expect((await here.wecom.getContact(externalUserid))?.unionid).toBe(unionid)
  })

  test('nobody: null', async () => {
    expect(await here.wecom.getContact('wo_nobody')).toBeNull()
  })

  test('lists of staff, contacts and their pages', async () => {
    expect(await here.wecom.listFollowStaff()).toEqual(expect.arrayContaining(['lin', 'zhou']))
    const ids = await here.wecom.listContactIds('lin')
    const { externalUserid } = await here.person('anna')
    expect(ids).toContain(externalUserid)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await here.wecom.batchContacts({ userids: ['lin', 'zhou'], cursor, limit: 1 })
      expect(page.contacts.length).toBeLessThanOrEqual(1)
      seen.push(...page.contacts.map((c) => `${c.relation.userid} ${c.name}`))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen.sort()).toEqual(['lin 安娜', 'lin 阿波', 'zhou 安娜'].sort())
  })

  test('given staff without contacts, then the list is empty', async () => {
    await here.outside.control('POST', '/world/seed', { staff: [{ userid: 'new', name: '新人' }] })
    expect(await here.wecom.listContactIds('new')).toEqual([])
  })
})

describe('tags', () => {
  test('are listed and marked, without an event', async () => {
    const groups = await here.wecom.listTags()
    const group = groups.find(({ name }) => name === '口味')
    expect(group?.tags.map(({ name }) => name)).toEqual(['少糖', '热饮'])
    const hot = group?.tags.find(({ name }) => name === '热饮')?.tagId ?? ''
    const { externalUserid } = await here.person('bo')
    const marking = { userid: 'lin', externalUserid }
    expect(await here.wecom.markTags({ ...marking, add: [hot] })).toBe('marked')
    expect(await here.wecom.markTags({ ...marking, add: [hot] })).toBe('marked')
    const tagsOf = async () => (await here.wecom.getContact(externalUserid))?.relations[0]?.tags
    expect(await tagsOf()).toMatchObject([{ tagId: hot, name: '热饮' }])
    expect(await here.wecom.markTags({ ...marking, remove: [hot] })).toBe('marked')
    expect(await tagsOf()).toEqual([])
  })

  test('a tag or a relation that is not there is told apart', async () => {
    const { externalUserid } = await here.person('bo')
    const wrongTag = { userid: 'lin', externalUserid, add: ['et_none'] }
    expect(await here.wecom.markTags(wrongTag)).toBe('tag-unknown')
    const [group] = await here.wecom.listTags()
    const add = [group?.tags[0]?.tagId ?? '']
    expect(await here.wecom.markTags({ userid: 'zhou', externalUserid, add })).toBe('not-a-contact')
  })
})

describe('staff', () => {
  test('departments and everybody once', async () => {
    const departments = await here.wecom.listDepartments()
    const company = { departmentId: '1', name: '山野茶铺', parentId: null }
    const shop = { departmentId: '2', name: '春熙路店', parentId: '1' }
    expect(departments).toEqual(
      expect.arrayContaining([company, shop].map((one) => expect.objectContaining(one))),
    )
    const staff = await here.wecom.listStaff()
    expect(staff.filter(({ userid }) => userid === 'lin')).toMatchObject([
      { name: '林小满', departmentIds: ['1', '2'], position: '店长', status: 'active' },
    ])
  })

  test('one, or null', async () => {
    expect(await here.wecom.getStaff('zhou')).toMatchObject({ userid: 'zhou', name: '周青' })
    expect(await here.wecom.getStaff('nobody')).toBeNull()
  })

  test('a log-in code works once', async () => {
    const { code } = await here.outside.control<{ code: string }>('POST', '/staff/login', {
      userid: 'lin',
    })
    expect(await here.wecom.staffOfLoginCode(code)).toEqual({
      ok: true,
      value: { kind: 'staff', userid: 'lin' },
    })
    expect(await here.wecom.staffOfLoginCode(code)).toEqual({
      ok: false,
      code: 'login-code-invalid',
    })
  })
})
