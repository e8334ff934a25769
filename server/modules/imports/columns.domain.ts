import { plain } from '../../platform/sheets/cells.js'

/** Which column of a sheet holds what. Pure. */

export type ImportKind = 'members' | 'orders'

export const FIELDS = {
  members: ['memberNo', 'phone', 'name', 'store', 'firstDate', 'spend'],
  orders: ['orderNo', 'paidAt', 'paid', 'memberNo', 'phone', 'store', 'channel'],
} as const
export type Field = (typeof FIELDS)[ImportKind][number]

/** Column index by field; what is not there is not read. */
export type Mapping = Readonly<Partial<Record<Field, number>>>

/** Heads as tills and member systems write them, most telling first; compared without spaces, marks and case. */
const HEADS: Readonly<Record<Field, readonly string[]>> = {
  memberNo: [
    ...['会员编号', '会员号', '会员卡号', '会员id', '卡号', '会员编码', '客户编号', '会员'],
    ...['memberno', 'membernumber', 'memberid', 'membercode', 'cardno', 'cardnumber'],
  ],
  phone: [
    ...['手机号', '手机号码', '手机', '联系电话', '电话', '电话号码', '会员手机', '联系方式'],
    ...['phone', 'phonenumber', 'mobile', 'mobilephone', 'cellphone', 'tel', 'telephone'],
  ],
  name: [
    ...['姓名', '会员姓名', '客户姓名', '会员名称', '名称', '昵称', '称呼', '顾客姓名'],
    ...['name', 'membername', 'customername', 'fullname', 'nickname'],
  ],
  store: [
    ...['门店编码', '门店编号', '门店代码', '门店', '所属门店', '店铺', '开卡门店', '门店名称'],
    ...['storecode', 'store', 'storeno', 'storeid', 'shop', 'shopcode', 'storename'],
  ],
  firstDate: [
    ...['首次消费日期', '首次消费时间', '首次到店', '入会日期', '入会时间', '注册日期', '注册时间'],
    ...[
      '开卡日期',
      '开卡时间',
      '首单日期',
      'firstdate',
      'joindate',
      'registeredat',
      'firstpurchase',
    ],
    ...['joined', 'since', 'createdat'],
  ],
  spend: [
    ...['累计消费', '累计消费金额', '消费总额', '消费金额', '总消费', '累计金额', '历史消费'],
    ...['spend', 'totalspend', 'totalspent', 'amountspent', 'spent', 'totalamount'],
  ],
  orderNo: [
    ...['订单号', '订单编号', '单号', '流水号', '小票号', '交易单号'],
    ...['orderno', 'ordernumber', 'orderid', 'order', 'receiptno', 'ticketno'],
  ],
  paidAt: [
    ...['支付时间', '付款时间', '下单时间', '交易时间', '消费时间', '订单时间', '成交时间', '日期'],
    ...['paidat', 'paymenttime', 'paytime', 'ordertime', 'ordered', 'date', 'time'],
  ],
  paid: [
    ...['实付金额', '实付', '实收金额', '实收', '支付金额', '付款金额', '订单金额', '金额'],
    ...['paid', 'paidamount', 'amount', 'total', 'amountpaid', 'payment'],
  ],
  channel: ['渠道', '来源', '订单来源', '销售渠道', 'channel', 'source'],
}

/** Anything in brackets is a remark: 消费金额(元). */
const headText = (head: string): string =>
  plain(head)
    .toLowerCase()
    .replace(/[(（[【].*$/, '')
    .replace(/[\s_\-:：*./]/g, '')

/** What each column seems to hold: the first column with the most telling head of a field. */
export function proposeMapping(kind: ImportKind, header: readonly string[]): Mapping {
  const heads = header.map(headText)
  const mapping: Partial<Record<Field, number>> = {}
  const taken = new Set<number>()
  for (const field of FIELDS[kind]) {
    const word = HEADS[field].find((candidate) => isFree(heads.indexOf(candidate), taken))
    if (word !== undefined) {
      mapping[field] = heads.indexOf(word)
      taken.add(heads.indexOf(word))
    }
  }
  return mapping
}

const isFree = (index: number, taken: ReadonlySet<number>): boolean =>
  index >= 0 && !taken.has(index)

export type MappingFault =
  'mapping-foreign-field' | 'mapping-no-such-column' | 'mapping-column-twice' | 'mapping-incomplete'

/** Null for a mapping that rows can be read by: members need number or phone, orders number, time and amount. */
export function faultOfMapping(
  kind: ImportKind,
  mapping: Mapping,
  columns: number,
): MappingFault | null {
  const entries = Object.entries(mapping)
  const known: readonly string[] = FIELDS[kind]
  if (entries.some(([field]) => !known.includes(field))) {
    return 'mapping-foreign-field'
  }
  const indexes = entries.map(([, index]) => index)
  if (indexes.some((index) => !Number.isInteger(index) || index < 0 || index >= columns)) {
    return 'mapping-no-such-column'
  }
  if (new Set(indexes).size !== indexes.length) {
    return 'mapping-column-twice'
  }
  const has = (field: Field) => mapping[field] !== undefined
  const isComplete =
    kind === 'members'
      ? has('memberNo') || has('phone')
      : has('orderNo') && has('paidAt') && has('paid')
  return isComplete ? null : 'mapping-incomplete'
}
