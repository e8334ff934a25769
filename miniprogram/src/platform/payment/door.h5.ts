import { Problem } from '../api/problem'
import { miniConfig } from '../config'
import { addressOf, leaveFor } from '../redirect/redirect.h5'
import type { PaymentDoor } from './door.types'

/** The sandbox's payment page. Without a sandbox the H5 cannot pay. */
export const paymentDoor: PaymentDoor = {
  async open(params, resultPage) {
    const { sandbox } = await miniConfig()
    if (sandbox === null) {
      throw new Problem('needs-wechat')
    }
    const prepayId = params.package.replace(/^prepay_id=/, '')
    const redirect = addressOf(resultPage)
    return leaveFor(`${sandbox.url}/h5/pay`, { prepay_id: prepayId, redirect_uri: redirect })
  },
}
