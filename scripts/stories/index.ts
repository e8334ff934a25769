import { existingShop } from './existing-shop.js'
import { firstVisit } from './first-visit.js'
import { familyPhone } from './identity/family-phone.js'
import { lateUnionid } from './identity/late-unionid.js'
import { storeTablet } from './identity/store-tablet.js'
import { twoPhones } from './identity/two-phones.js'
import { wrongMergeUndone } from './identity/wrong-merge-undone.js'
import { billDifference } from './money/bill-difference.js'
import { latePayment } from './money/late-payment.js'
import { lostNotification } from './money/lost-notification.js'
import { orderAndRefund } from './money/order-and-refund.js'
import { presaleVoucher } from './money/presale-voucher.js'
import type { Story } from './story.js'

/** Every story, in the order in which they are best read. */
export const STORIES: readonly Story[] = [
  firstVisit,
  existingShop,
  lateUnionid,
  twoPhones,
  familyPhone,
  storeTablet,
  wrongMergeUndone,
  orderAndRefund,
  latePayment,
  presaleVoucher,
  lostNotification,
  billDifference,
]
