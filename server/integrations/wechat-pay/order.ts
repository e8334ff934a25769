import { unreachable } from '../../platform/errors/index.js'
import { CallFailed } from '../../platform/http-client/index.js'
import { checkedNumber, orCode, parse, unexpected } from './answers.js'
import type { RequestSigner } from './signer.js'
import { Transaction, type PayTransaction } from './transaction.js'

export type CloseOutcome = 'closed' | 'paid' | 'order-not-exist'

const API = 'pay/transactions/out-trade-no/:id'
const NOT_FOUND = ['ORDERNOTEXIST', 'RESOURCENOTEXISTS'] as const
const CLOSE_REFUSALS = [...NOT_FOUND, 'ORDERPAID', 'ORDERCLOSED', 'TRADEERROR'] as const

export function orderCalls(signer: RequestSigner, mchId: string) {
  /** What WeChat Pay says about an order. Source: 商户订单号查询订单. */
  async function queryByOutTradeNo(
    outTradeNo: string,
  ): Promise<PayTransaction | 'order-not-exist'> {
    const call = signer.query({ out_trade_no: checkedNumber(outTradeNo) })
    const result = await orCode(call, NOT_FOUND)
    if ('code' in result) {
      return 'order-not-exist'
    }
    const transaction = parse(Transaction, API, result.answer.data)
    if (transaction.outTradeNo !== outTradeNo || transaction.mchid !== mchId) {
      throw unexpected(API, new Error('an answer about another order'))
    }
    return transaction
  }

  return {
    queryByOutTradeNo,

    /**
     * Closes an unpaid order, so that it can no longer be paid; may be repeated. `paid`: too late, ask for the payment.
     * Source: 关闭订单.
     */
    async close(outTradeNo: string): Promise<CloseOutcome> {
      const result = await orCode(signer.close(checkedNumber(outTradeNo)), CLOSE_REFUSALS)
      if (!('code' in result)) {
        return 'closed'
      }
      switch (result.code) {
        case 'ORDERCLOSED':
          return 'closed'
        case 'ORDERPAID':
          return 'paid'
        case 'ORDERNOTEXIST':
        case 'RESOURCENOTEXISTS':
          return 'order-not-exist'
        case 'TRADEERROR':
          // It says that the order cannot be closed, not why.
          return closeOutcomeOf(await queryByOutTradeNo(outTradeNo))
        default:
          return unreachable(result.code)
      }
    },
  }
}

function closeOutcomeOf(found: PayTransaction | 'order-not-exist'): CloseOutcome {
  if (found === 'order-not-exist') {
    return found
  }
  switch (found.state) {
    case 'success':
    case 'refund':
      return 'paid'
    case 'closed':
    case 'revoked':
      return 'closed'
    case 'not-paid':
    case 'paying':
    case 'failed':
      throw new CallFailed('wechat-pay-unavailable', {
        api: `${API}/close`,
        effect: 'none',
        retriable: true,
        platformCode: 'TRADE_ERROR',
      })
    default:
      return unreachable(found.state)
  }
}
