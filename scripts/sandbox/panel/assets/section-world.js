import { action, card, control, field, form, h, post, table } from './dom.js'

const COUNTS = {
  staff: '员工',
  people: '微信用户',
  contacts: '客户关系',
  contactWays: '渠道活码',
  tags: '标签',
  payments: '支付单',
  paid: '已支付',
  messages: '欢迎语',
}

function unionid(person, reload) {
  return person.unionidVisible
    ? h('span', { class: 'state good' }, '可见')
    : action('绑定开放平台', async () => {
        await post(`/people/${person.personId}/bind-unionid`)
        reload()
      })
}

function addPerson(reload) {
  const fields = [
    field('名字', h('input', { name: 'name', required: true, maxlength: 20 })),
    field('手机号（不填则随机）', h('input', { name: 'phone', pattern: '1\\d{10}' })),
  ]
  return form(fields, {
    label: '添加',
    submit: async ({ name, phone }) => {
      const person = await post('/people', phone === '' ? { name } : { name, phone })
      setTimeout(reload, 1_500)
      return `已添加 ${person.name}，手机号 ${person.phone}`
    },
  })
}

export const world = {
  id: 'world',
  title: '世界',
  async load() {
    const [summary, people] = await Promise.all([control('/world'), control('/people?limit=20')])
    return { summary: { ...summary, now: null }, people }
  },
  draw({ summary, people }, reload) {
    const names = new Map(summary.staff.map(({ userid, name }) => [userid, name]))
    return [
      card(
        '现在有',
        h(
          'dl',
          { class: 'numbers' },
          Object.entries(COUNTS).map(([key, label]) =>
            h('div', {}, h('dt', {}, label), h('dd', {}, String(summary.counts[key]))),
          ),
        ),
      ),
      card('添加一位微信用户', addPerson(reload)),
      h('h3', {}, `最近的微信用户（共 ${people.total} 位）`),
      table(
        ['名字', '手机号', '是谁的客户', 'unionid', 'openid'],
        people.people.map((person) => [
          person.name,
          person.phone,
          person.contactOf.map((userid) => names.get(userid) ?? userid).join('、') || '还不是客户',
          unionid(person, reload),
          h('span', { class: 'quiet' }, person.openid),
        ]),
        '还没有微信用户。在上面添加一位。',
      ),
      h('h3', {}, '员工'),
      table(
        ['姓名', '账号', '职务', '客户数', ''],
        summary.staff.map(({ userid, name, position, contacts }) => [
          name,
          userid,
          position,
          String(contacts),
          h('a', { href: `/chat?userid=${encodeURIComponent(userid)}` }, '打开聊天'),
        ]),
        '还没有员工。',
      ),
    ]
  },
}
