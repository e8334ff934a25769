import type { ApiKeyRow, Scope } from './api/api-keys.js'

export const copy = {
  title: '接口密钥',
  sub: '收银、ERP、原有的点单小程序用它接进来。环境变量 OPEN_API_KEYS 里的不在这里',
  make: '建密钥',
  none: '还没有密钥，别的系统要接进来时建一把',
  name: '名称',
  nameHint: '写清楚给哪个系统用，比如「南山店收银」',
  needName: '请填名称',
  scopes: '能做什么',
  needScopes: '至少选一项',
  trust: '信任程度',
  trusted: '可信',
  untrusted: '只作参考',
  trustedLabel: '它说的会员号、手机号和微信标识可以用来认人',
  trustedHint: '不勾时，它说的只作参考，不会把客户合在一起',
  sources: '能用的来源',
  sourcesHint: '事件里的 source，一个一个写；不写就是任何来源',
  badSources: '只能用字母、数字、点、横线和下划线，最多 64 位',
  anySource: '任何来源',
  lastUsed: '最近使用',
  neverUsed: '没用过',
  made: '建于',
  by: (name: string) => `${name}建的`,
  status: '状态',
  tail: (tail: string) => `…${tail}`,
  revoke: '作废',
  revokeTitle: (name: string) => `作废「${name}」`,
  revokeHint: '马上失效，用它的系统会连不上，不能恢复。换密钥时先建新的，换好再作废旧的。',
  revoked: (name: string) => `「${name}」已作废`,
  cancel: '取消',
  save: '建好',
  shownTitle: '把密钥抄下来',
  shownOnce: '密钥只显示这一次，关掉就看不到了。系统只存它的摘要，丢了就再建一把。',
  keyLabel: '密钥',
  copyKey: '复制',
  copied: '已复制',
  done: '我存好了',
}

export const scopeTexts: Record<Scope, string> = {
  'events:write': '上报事件',
  'customers:read': '读客户',
  'phones:read': '看完整手机号',
  'inbox:read': '看处理进度',
  'vouchers:redeem': '核销券',
}

export const states: Record<ApiKeyRow['state'], { text: string; tone: string }> = {
  live: { text: '在用', tone: 'good' },
  revoked: { text: '已作废', tone: '' },
}

export const errors: Record<string, string> = {
  'api-key-name-taken': '已经有一把在用的密钥叫这个名字',
  'api-key-not-found': '没有这把密钥',
}
