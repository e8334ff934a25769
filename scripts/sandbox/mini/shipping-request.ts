import type { ShippedParcel, ShippingUpload } from '../world/pay-model.js'
import type { Fields } from '../http/fields.js'
import type { MiniCall } from './api.js'
import { MiniError } from './errors.js'

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
/** `189****1234` or `0755-****1234`: a contact with its middle hidden. */
const MASKED = /^[0-9+-]{2,8}\*{4,}[0-9]{4}$/
const MAX_ITEM_CHARS = 120
const MAX_PARCELS = 15
const EXPRESS = 1
const UNIFIED = 1
const SPLIT = 2

/** RFC 3339 with a `T` and an offset, or 47001: a blank in its place is the usual mistake. */
export function momentOf(fields: Fields, name: string): number {
  const value = fields.raw()[name]
  if (typeof value !== 'string' || !RFC3339.test(value) || Number.isNaN(Date.parse(value))) {
    throw new MiniError(47001)
  }
  return Date.parse(value)
}

/**
 * Checks the form of an upload of shipping information. A shipping_list that is no array is 47001.
 * Source: mini-program docs, 发货信息录入接口; the codes but 10060001 and 47001 are not verified.
 */
export function uploadRequest({ body, context }: MiniCall): ShippingUpload & { openid: string } {
  const list = body.raw()['shipping_list']
  if (!Array.isArray(list)) {
    throw new MiniError(47001)
  }
  const logisticsType = body.int('logistics_type', 0)
  const deliveryMode = body.int('delivery_mode', 0)
  if (logisticsType < 1 || logisticsType > 4 || ![UNIFIED, SPLIT].includes(deliveryMode)) {
    throw new MiniError(10060005)
  }
  if (deliveryMode === SPLIT && logisticsType !== EXPRESS) {
    throw new MiniError(10060006)
  }
  if (deliveryMode === SPLIT && !body.has('is_all_delivered')) {
    throw new MiniError(10060007)
  }
  const most = deliveryMode === UNIFIED ? 1 : MAX_PARCELS
  if (list.length < 1 || list.length > most) {
    throw new MiniError(10060024)
  }
  const parcels = body.children('shipping_list').map((parcel) => parcelOf(parcel, logisticsType))
  return {
    at: context.clock.now(),
    uploadTime: momentOf(body, 'upload_time'),
    logisticsType,
    deliveryMode,
    isAllDelivered: deliveryMode === UNIFIED || body.flag('is_all_delivered'),
    parcels,
    openid: body.child('payer').text('openid'),
  }
}

function parcelOf(parcel: Fields, logisticsType: number): ShippedParcel {
  const itemDesc = parcel.text('item_desc')
  if (itemDesc === '') {
    throw new MiniError(10060008)
  }
  if ([...itemDesc].length > MAX_ITEM_CHARS) {
    throw new MiniError(10060009)
  }
  const trackingNo = parcel.text('tracking_no')
  const expressCompany = parcel.text('express_company')
  if (logisticsType === EXPRESS && (trackingNo === '' || expressCompany === '')) {
    throw new MiniError(10060011, 'tracking_no and express_company are required for express')
  }
  const contact = parcel.child('contact')
  const contacts = ['consignor_contact', 'receiver_contact'].map((name) => contact.text(name))
  const given = contacts.filter((text) => text !== '')
  if (given.some((text) => !MASKED.test(text)) || (expressCompany === 'SF' && given.length === 0)) {
    throw new MiniError(10060014, 'contact must be masked, and SF needs one')
  }
  return { trackingNo, expressCompany, itemDesc }
}
