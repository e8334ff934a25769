import { Problem } from '../api/problem'
import { miniConfig } from '../config'
import { addressOf, leaveFor, takeReturned } from '../redirect/redirect.h5'
import type { PaymentDoor } from './door.types'

/** The sandbox's payment page. Without a sandbox the H5 cannot pay. */
export const paymentDoor: PaymentDoor = {
  async open(params, resultPage) {
    const { sandbox } = await miniConfig()
    if (sandbox === null) {
      throw new Problem('needs-wechat')
    }
    const { appId, timeStamp, nonceStr, paySign, package: prepay } = params
    // The signed parameters go along: the sandbox checks their signature, as WeChat does.
    return leaveFor(`${sandbox.url}/h5/pay`, {
      prepay_id: prepay.replace(/^prepay_id=/, ''),
      redirect_uri: addressOf(resultPage),
      ...{ appId, timeStamp, nonceStr, package: prepay, paySign },
    })
  },

  takeHint() {
    const { pay_result: hint } = takeReturned(['pay_result'])
    return hint === undefined ? null : hint === 'cancel' ? 'cancelled' : 'ended'
  },
}
