import Taro from '@tarojs/taro'
import type { PaymentDoor } from './door.types'

/** Source: wx.requestPayment. `fail cancel` is the person's own choice. */
export const paymentDoor: PaymentDoor = {
  async open({ timeStamp, nonceStr, package: prepay, paySign }) {
    try {
      await Taro.requestPayment({ timeStamp, nonceStr, package: prepay, signType: 'RSA', paySign })
      return 'ended'
    } catch (error) {
      const { errMsg } = (error ?? {}) as { errMsg?: string }
      return errMsg?.includes('cancel') ? 'cancelled' : 'ended'
    }
  },

  takeHint: () => null,
}
