/** The rows of the sandbox's world. Times are business milliseconds unless the name says seconds. */

export type Department = { id: number; name: string; parentId: number; order: number }

export type Staff = {
  userid: string
  name: string
  departments: number[]
  position: string
  avatar: string
  gender: 0 | 1 | 2
}

/** One WeChat user. All ids are minted once and never change. */
export type Person = {
  personId: string
  /** Given by a bulk load, to find the person again. */
  key: string | null
  name: string
  phone: string
  gender: 0 | 1 | 2
  avatar: string
  unionid: string
  /** False while no open-platform account is bound: no reply shows the unionid. */
  unionidVisible: boolean
  /** Of the mini-program. */
  openid: string
  externalUserid: string
  createdAt: number
}

/** A staff member and a customer are friends (or the customer left and WeCom does not say so). */
export type Contact = {
  userid: string
  externalUserid: string
  remark: string
  description: string
  remarkCompany: string
  remarkMobiles: string[]
  createtimeSeconds: number
  tagIds: string[]
  addWay: number
  state: string | null
  /** The staff member has not confirmed a customer yet (add_half_external_contact). */
  half: boolean
  leftByCustomer: boolean
}

export type Tag = { id: string; name: string; createTimeSeconds: number; order: number }
export type TagGroup = {
  groupId: string
  name: string
  createTimeSeconds: number
  order: number
  tags: Tag[]
}

export type ContactWay = {
  configId: string
  type: 1 | 2
  scene: 1 | 2
  style: number
  remark: string
  skipVerify: boolean
  state: string
  users: string[]
  parties: number[]
  isTemp: boolean
  expiresInSeconds: number
  chatExpiresInSeconds: number
  unionid: string
  isExclusive: boolean
  markSource: boolean
  conclusions: Record<string, unknown> | null
  createdAt: number
}

export type WelcomeCode = {
  code: string
  userid: string
  externalUserid: string
  createdAt: number
  /** `chatting`: one of the two wrote first; the code answers 41051 like a used one. */
  state: 'fresh' | 'used' | 'chatting'
}

/** A welcome message that reached the customer. */
export type DeliveredMessage = {
  id: string
  at: number
  welcomeCode: string
  /** Age of the code when the message was taken. */
  ageMs: number
  userid: string
  externalUserid: string
  text: string
  attachments: unknown[]
}

/** A customer group; of its members those that are people are customers, the others staff. */
export type CustomerGroup = {
  chatId: string
  name: string
  owner: string
  createTimeSeconds: number
  members: { id: string; joinTimeSeconds: number; joinScene: number }[]
  version: number
  isDismissed: boolean
}

/** What a telephone would show. */
export type TextMessage = { id: string; at: number; phone: string; text: string }

export type RefusedMessage = { at: number; welcomeCode: string; errcode: number }

/** A one-time code: staff log-in, mini-program log-in or phone button. */
export type LoginCode = {
  code: string
  kind: 'staff' | 'mini' | 'phone'
  /** userid or personId. */
  subject: string
  createdAt: number
  used: boolean
}

export type AccessToken = { area: 'wecom' | 'mini'; value: string; issuedAt: number }
