export const copy = {
  title: '操作记录',
  sub: '谁在什么时候改了什么，看过谁的手机号',
  at: '时间',
  actor: '谁',
  action: '做了什么',
  subject: '对象',
  change: '改动',
  reason: '原因',
  none: '还没有操作记录，改商品、看手机号、重放事件都会记下',
  toWorkbench: '回工作台',
  empty: '—',
  nothing: '空',
}

const ACTIONS: Record<string, string> = {
  'customer.phones-revealed': '看了完整手机号',
  'operator.log-in': '登录',
  'operator.log-out': '退出',
  'operator.create': '加了操作员',
  'operator.update': '改了操作员',
  'channel-code.create': '建了活码',
  'channel-code.edit': '改了活码',
  'product.create': '加了商品',
  'product.update': '改了商品',
  'picture.upload': '传了图片',
  'stock.set': '改了库存',
  'inbox.replay': '重放了事件',
  'outbox.retry': '重新送了一次',
  'job.run': '启动了任务',
  'store.save': '改了门店',
  'brand.save': '改了品牌名',
}
export const actionText = (action: string): string => ACTIONS[action] ?? action

const SUBJECTS: Record<string, string> = {
  customer: '客户',
  product: '商品',
  picture: '图片',
  sku: '规格',
  'channel-code': '活码',
  operator: '操作员',
  'inbox-event': '事件',
  delivery: '投递',
  job: '任务',
  store: '门店',
  brand: '品牌',
}
export const subjectText = (type: string): string => SUBJECTS[type] ?? type

const FIELDS: Record<string, string> = {
  name: '名称',
  username: '用户名',
  role: '角色',
  status: '状态',
  passwordChanged: '换了密码',
  storeCodes: '门店',
  category: '分类',
  kind: '类型',
  description: '说明',
  pictureIds: '图片',
  skus: '规格',
  total: '总数',
  userids: '导购',
  skipVerify: '免验证',
  welcomeText: '欢迎语',
  address: '地址',
  width: '宽',
  height: '高',
  department: '企业微信部门',
}
export const fieldText = (name: string): string => FIELDS[name] ?? name
