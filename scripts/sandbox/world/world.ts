import { createHash, randomBytes } from 'node:crypto'
import type {
  AccessToken,
  Contact,
  ContactWay,
  CustomerGroup,
  DeliveredMessage,
  Department,
  LoginCode,
  Person,
  RefusedMessage,
  Staff,
  TagGroup,
  TextMessage,
  WelcomeCode,
} from './model.js'
import type {
  BillSpoil,
  BillTicket,
  FundFlow,
  MerchantAccount,
  Payment,
  PlatformCertificate,
  Refund,
  Shipping,
  SyntheticBill,
  Transfer,
} from './pay-model.js'
import { table } from './table.js'

const MAX_MESSAGES = 20_000

/** Everything the sandbox knows; the clock's offset and the deliveries under way are kept beside it. */
export type World = ReturnType<typeof createWorld>

export const contactKey = (userid: string, externalUserid: string) => `${userid}|${externalUserid}`

/** What rows saved by an older sandbox lack. */
const ADDED_FIELDS: Record<string, object> = {
  payments: { feeFen: 0, frozenFen: 0 },
}

function tables() {
  return {
    departments: table<Department>((row) => String(row.id), {}),
    staff: table<Staff>((row) => row.userid, {}),
    people: table<Person, 'key' | 'externalUserid' | 'openid' | 'unionid' | 'phone'>(
      (row) => row.personId,
      {
        key: (row) => row.key,
        externalUserid: (row) => row.externalUserid,
        openid: (row) => row.openid,
        unionid: (row) => row.unionid,
        phone: (row) => row.phone,
      },
    ),
    contacts: table<Contact, 'userid' | 'externalUserid'>(
      (row) => contactKey(row.userid, row.externalUserid),
      { userid: (row) => row.userid, externalUserid: (row) => row.externalUserid },
    ),
    tagGroups: table<TagGroup>((row) => row.groupId, {}),
    contactWays: table<ContactWay, 'state'>((row) => row.configId, { state: (row) => row.state }),
    welcomeCodes: table<WelcomeCode>((row) => row.code, {}),
    groups: table<CustomerGroup>((row) => row.chatId, {}),
    textMessages: table<TextMessage, 'phone'>((row) => row.id, { phone: (row) => row.phone }),
    loginCodes: table<LoginCode>((row) => row.code, {}),
    tokens: table<AccessToken, 'area'>((row) => row.value, { area: (row) => row.area }),
    payments: table<Payment, 'prepayId' | 'transactionId' | 'codeUrl'>((row) => row.outTradeNo, {
      prepayId: (row) => row.prepayId,
      codeUrl: (row) => row.codeUrl,
      transactionId: (row) => row.transactionId,
    }),
    refunds: table<Refund, 'refundId' | 'outTradeNo'>((row) => row.outRefundNo, {
      refundId: (row) => row.refundId,
      outTradeNo: (row) => row.outTradeNo,
    }),
    accounts: table<MerchantAccount>((row) => row.id, {}),
    shippings: table<Shipping>((row) => row.outTradeNo, {}),
    platformCertificates: table<PlatformCertificate>((row) => row.serial, {}),
    transfers: table<Transfer, 'transferBillNo' | 'packageInfo'>((row) => row.outBillNo, {
      transferBillNo: (row) => row.transferBillNo,
      packageInfo: (row) => row.packageInfo,
    }),
    billTickets: table<BillTicket>((row) => row.token, {}),
    billSpoils: table<BillSpoil, 'date'>((row) => row.id, { date: (row) => row.date }),
    syntheticBills: table<SyntheticBill>((row) => row.date, {}),
    fundFlows: table<FundFlow>((row) => row.flowNo, {}),
  }
}

type Tables = ReturnType<typeof tables>
type Dump = {
  seed: string
  counter: number
  messages: DeliveredMessage[]
  refusedMessages: RefusedMessage[]
  tables: { [Name in keyof Tables]?: ReturnType<Tables[Name]['all']> }
}

/** An empty world. The same seed gives the same ids in the same order. */
export function createWorld(seed = randomBytes(8).toString('hex')) {
  const rows = tables()
  const messages: DeliveredMessage[] = []
  const refusedMessages: RefusedMessage[] = []
  let counter = 0

  /** `length` letters and digits made from the seed, the kind and the name (or a running number). */
  function mint(kind: string, { length, name }: { length: number; name?: string }): string {
    counter += name === undefined ? 1 : 0
    const digest = createHash('sha512').update(`${seed}:${kind}:${name ?? `#${counter}`}`)
    return digest.digest('base64url').replace(/[-_]/g, 'x').slice(0, length)
  }
  /** The same, digits only. */
  function mintDigits(kind: string, { length, name }: { length: number; name?: string }): string {
    counter += name === undefined ? 1 : 0
    const digest = createHash('sha512')
      .update(`${seed}:${kind}:${name ?? `#${counter}`}`)
      .digest()
    return [...digest]
      .map((byte) => byte % 10)
      .join('')
      .slice(0, length)
  }
  return {
    ...rows,
    seedText: () => seed,
    messages,
    refusedMessages,
    mint,
    mintDigits,
    addMessage: (message: DeliveredMessage) => bounded(messages, message),
    addRefusedMessage: (message: RefusedMessage) => bounded(refusedMessages, message),
    dump: (): Dump => ({
      seed,
      counter,
      messages,
      refusedMessages,
      tables: Object.fromEntries(Object.entries(rows).map(([name, kept]) => [name, kept.all()])),
    }),
    restore(dump: Dump): void {
      seed = dump.seed
      counter = dump.counter
      messages.push(...dump.messages)
      refusedMessages.push(...dump.refusedMessages)
      for (const [name, kept] of Object.entries(rows)) {
        const saved: readonly object[] = dump.tables[name as keyof Tables] ?? []
        const added = ADDED_FIELDS[name] ?? {}
        saved.forEach((row) => (kept.put as (row: object) => object)({ ...added, ...row }))
      }
    },
  }
}

function bounded<Item>(list: Item[], item: Item): void {
  list.push(item)
  if (list.length > MAX_MESSAGES) {
    list.shift()
  }
}
