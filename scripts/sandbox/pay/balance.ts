import type { PayApi } from './api.js'
import { paramError } from './errors.js'
import { merchantAccount } from './funds.js'

const ACCOUNTS = ['BASIC', 'OPERATION', 'FEES']

/** Source: WeChat Pay v3, 查询账户实时余额. Only the basic account has money here. */
export const balanceApis: readonly PayApi[] = [
  {
    method: 'GET',
    path: '/v3/merchant/fund/balance/:account',
    run({ context, params }) {
      const name = params['account'] ?? ''
      if (!ACCOUNTS.includes(name)) {
        throw paramError('account_type', '不支持的账户类型', name)
      }
      const { availableFen, pendingFen } = merchantAccount(context)
      const json =
        name === 'BASIC'
          ? { available_amount: availableFen, pending_amount: pendingFen }
          : { available_amount: 0, pending_amount: 0 }
      return { status: 200, json }
    },
  },
]
