import type { useWorkshop } from './workshop.js'

// The lists that the tests of imports bring, and the shop that they name.

export const MEMBERS = [
  '会员号,手机号,姓名,门店,首次消费日期,累计消费',
  'C1,13912340001,林晓,S001,2021-03-05,"1,234.50"',
  'C2,13912340002,王伟,南山店,2022/1/2,0',
  'C3,,张敏,,,',
  ',13912340004,,,,',
].join('\r\n')

export const ORDERS = [
  '订单号,支付时间,实付金额,会员号,门店,渠道',
  'A1,2026-01-05 12:30,18.50,C1,S001,堂食',
  'A2,2026-01-06 12:30,20,C1,,',
  'A3,2026-02-06 09:00,7,,,',
].join('\n')

/** A workshop that knows the store S001. */
export async function withStore(shop: Shop) {
  const workshop = shop.open()
  await workshop.stores.upsert([{ storeCode: 'S001', name: '南山店' }])
  return workshop
}
type Shop = ReturnType<typeof useWorkshop>

export const identifierIn = (shop: Shop, filter: object) =>
  shop.db.collection('identifiers').findOne(filter)
