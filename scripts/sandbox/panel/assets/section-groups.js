import { action, card, control, field, form, h, post, select, table } from './dom.js'

const option = ({ personId, name, phone }) => [personId, `${name} ${phone.slice(-4)}`]

function newGroup({ staff, people }, reload) {
  const fields = [
    field('群名', h('input', { name: 'name', value: '会员福利群' })),
    field(
      '群主',
      select(
        'owner',
        staff.map(({ userid, name }) => [userid, name]),
      ),
    ),
    field('第一位客户', select('personId', people.map(option))),
  ]
  return form(fields, {
    label: '建群',
    submit: async ({ name, owner, personId }) => {
      await post('/groups', { name, owner, personIds: [personId] })
      setTimeout(reload, 500)
      return '群已建好，事件已发出'
    },
  })
}

function joinForm({ groups, people }, reload) {
  const fields = [
    field('谁', select('personId', people.map(option))),
    field(
      '进哪个群',
      select(
        'chatId',
        groups.map(({ chatId, name }) => [chatId, name || chatId]),
      ),
    ),
  ]
  return form(fields, {
    label: '扫码进群',
    submit: async ({ personId, chatId }) => {
      await post('/groups/join', { personId, chatId })
      setTimeout(reload, 500)
      return '已进群，事件已发出'
    },
  })
}

export const groups = {
  id: 'groups',
  title: '客户群',
  async load() {
    const [{ groups: all }, { people }, { staff }] = await Promise.all([
      control('/groups'),
      control('/people?limit=100'),
      control('/world'),
    ])
    return { groups: all, people, staff }
  },
  draw(data, reload) {
    const act = (label, path, body) =>
      action(label, async () => {
        await post(path, body)
        reload()
      })
    const rows = data.groups.flatMap(({ chatId, name, members }) =>
      members.map((member) => [
        name || chatId,
        member.name,
        member.personId === null ? '员工' : '客户',
        member.personId === null
          ? act('解散群', '/groups/dismiss', { chatId })
          : act('退群', '/groups/leave', { chatId, personId: member.personId }),
      ]),
    )
    return [
      card('建一个群', newGroup(data, reload)),
      data.groups.length === 0 ? null : card('进群', joinForm(data, reload)),
      h('h3', {}, '群和成员'),
      table(['群', '成员', '身份', ''], rows, '还没有客户群。'),
    ].filter((part) => part !== null)
  },
}
