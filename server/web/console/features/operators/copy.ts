import type { OperatorRow } from './api/operators.js'

export const copy = {
  title: '操作员',
  sub: '谁能登录，能做什么。店员从企微进侧边栏，不用在这里加',
  create: '加操作员',
  name: '姓名',
  username: '用户名',
  role: '角色',
  stores: '能看的门店',
  allStores: '全部',
  chooseStores: '选一家或几家',
  storesHint: '不选就能看全部；选了就只能看这些门店的订单、活码和员工',
  needStores: '店长要选门店',
  storeCount: (count: number) => `${count} 家`,
  status: '状态',
  since: '加于',
  password: '初始密码',
  passwordHint: '至少 8 位，请当面或另外告诉本人',
  disable: '停用',
  enable: '启用',
  disableTitle: (name: string) => `停用${name}`,
  disableHint: '马上退出登录，之后不能再进来。记录都留着，随时可以启用。',
  cancel: '取消',
  save: '加上',
  created: (name: string) => `${name}可以登录了`,
  needName: '请填姓名',
  needUsername: '小写字母、数字和 . _ @ -，最多 64 位',
  needRole: '请选角色',
  needPassword: '至少 8 位',
  none: '还没有操作员',
}

export const statuses: Record<OperatorRow['status'], { text: string; tone: string }> = {
  active: { text: '可登录', tone: 'good' },
  disabled: { text: '已停用', tone: '' },
}

export const errors: Record<string, string> = {
  'username-taken': '这个用户名已经有人用了',
  'stores-needed': '店长要选门店',
  'last-admin': '这是最后一位管理员，不能停用',
  'operator-not-found': '没有这位操作员',
}
