import { action, card, control, field, form, h, post, select, table, when } from './dom.js'

const pair = ({ userid, externalUserid }) => ({ userid, externalUserid })

function scanForm({ ways, people, staff }, reload) {
  const names = new Map(staff.map(({ userid, name }) => [userid, name]))
  const codes = [
    ...ways.map((way) => [
      `way:${way.configId}`,
      `${way.users.map((userid) => names.get(userid) ?? userid).join('、')}${way.remark === '' ? '' : `（${way.remark}）`}`,
    ]),
    ...staff.map(({ userid, name }) => [`staff:${userid}`, `${name}的个人码`]),
  ]
  const fields = [
    field(
      '谁来扫',
      select(
        'personId',
        people.map(({ personId, name, phone }) => [personId, `${name} ${phone.slice(-4)}`]),
      ),
    ),
    field('扫哪个码', select('code', codes)),
    field(
      '方式',
      select('half', [
        ['', '加为好友'],
        ['half', '等员工确认'],
      ]),
    ),
  ]
  return form(fields, {
    label: '扫码',
    submit: async ({ personId, code, half }) => {
      const [kind, id] = [code.split(':')[0], code.slice(code.indexOf(':') + 1)]
      const by = kind === 'way' ? { configId: id } : { userid: id }
      const done = await post('/scan', { personId, ...by, half: half === 'half' })
      setTimeout(reload, 2_000)
      return done.alreadyFriends ? '已经是好友，企业微信不会再发事件' : '已添加，事件已发出'
    },
  })
}

function contactActions(contact, reload) {
  const act = (label, path) =>
    action(label, async () => {
      await post(path, pair(contact))
      reload()
    })
  return h(
    'div',
    { class: 'actions' },
    contact.half ? act('员工确认', '/contacts/confirm') : null,
    contact.leftByCustomer ? null : act('客户删员工', '/contacts/delete-by-customer'),
    act('员工删客户', '/contacts/delete-by-staff'),
  )
}

function contactState({ half, leftByCustomer }) {
  if (leftByCustomer) {
    return h('span', { class: 'state warn' }, '客户已删员工')
  }
  return half
    ? h('span', { class: 'state busy' }, '等员工确认')
    : h('span', { class: 'state good' }, '好友')
}

export const scanning = {
  id: 'scan',
  title: '扫码',
  async load() {
    const [{ contactWays: ways }, { people }, { staff }, contacts] = await Promise.all([
      control('/contact-ways'),
      control('/people?limit=100'),
      control('/world'),
      control('/contacts?limit=30'),
    ])
    return { ways, people, staff, contacts }
  },
  draw(data, reload) {
    const { ways, people, staff, contacts } = data
    const names = new Map(staff.map(({ userid, name }) => [userid, name]))
    const nameOf = (userid) => names.get(userid) ?? userid
    const waysTable = table(
      ['员工', '备注', 'state', '页面'],
      ways.map((way) => [
        way.users.map(nameOf).join('、'),
        way.remark || '无',
        way.state || '无',
        h('a', { href: `/qr/${way.configId}` }, '打开扫码页'),
      ]),
      '还没有渠道活码。服务创建活码后会出现在这里。',
    )
    const contactsTable = table(
      ['客户', '员工', '添加时间', '状态', ''],
      contacts.contacts.map((contact) => [
        h(
          'a',
          {
            href: `/chat?userid=${encodeURIComponent(contact.userid)}&external_userid=${contact.externalUserid}`,
          },
          contact.name ?? contact.externalUserid,
        ),
        nameOf(contact.userid),
        when(contact.createtimeSeconds * 1000),
        contactState(contact),
        contactActions(contact, reload),
      ]),
      '还没有客户关系。扫一个码就有了。',
    )
    return [
      card(
        '扫一个码',
        people.length === 0
          ? h('p', { class: 'quiet' }, '先到「世界」添加一位微信用户。')
          : scanForm(data, reload),
      ),
      h('p', { class: 'quiet' }, h('a', { href: '/sms' }, '看手机收到的短信')),
      h('h3', {}, '渠道活码'),
      waysTable,
      h('h3', {}, `最近的客户关系（共 ${contacts.total} 个）`),
      contactsTable,
    ]
  },
}
