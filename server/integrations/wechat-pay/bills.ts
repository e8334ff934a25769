import { z } from 'zod'
import { CallFailed, callFailure, type HttpClient } from '../../platform/http-client/index.js'
import { orCode, parse, unexpected } from './answers.js'
import { billRows, BillUnreadable, type BillShape } from './bill-csv.js'
import { keepBill, type BillFile } from './bill-file.js'
import {
  FLOW_SHAPE,
  flowRowOf,
  TRADE_SHAPE,
  tradeRowOf,
  type FlowBillRow,
  type TradeBillRow,
} from './bill-rows.js'
import { PAY_ORIGIN, type RequestSigner, type Sender } from './signer.js'
import { FAILURE_CODES } from './wechat-pay.errors.js'

/** A bill whose hash was checked. Its rows may be read again from the beginning; `close` it when done. */
export type PayBill<Row> = Readonly<{
  /** SHA1 of its text: the same bill again has the same. */
  sha1: string
  rows(): AsyncIterable<Row>
  close(): Promise<void>
}>

/** no-statement: nothing happened that day · not-yet: ask again later, from 10:00 of the next day on. */
export type BillAnswer<Row> = PayBill<Row> | 'no-statement' | 'not-yet'

type Deps = Readonly<{ signer: RequestSigner; sender: Sender; http: HttpClient }>

const Offer = z.object({
  hash_type: z.literal('SHA1'),
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  download_url: z.string().startsWith(`${PAY_ORIGIN}/v3/`),
})
const NOT_THERE = ['NOSTATEMENTEXIST', 'STATEMENTCREATING'] as const
const ACCEPT = { Accept: 'application/json', 'User-Agent': 'huike' }
const DOWNLOAD_API = 'billdownload/file'

export function billCalls({ signer, sender, http }: Deps) {
  const authorized = (url: string) => ({
    ...ACCEPT,
    Authorization: signer.buildAuthorization('GET', url),
  })

  /** The address is short-lived and used at once. The file is not signed: its hash in the signed answer vouches for it. */
  async function download(url: string): Promise<BillFile> {
    const call = { api: DOWNLOAD_API, method: 'GET' as const, path: url.replace(PAY_ORIGIN, '') }
    const headers = { ...authorized(url), 'Accept-Encoding': 'identity' }
    try {
      const answer = await http.open({ ...call, headers })
      if (answer.status !== 200) {
        await answer.discard()
        throw new Error(`status ${answer.status}`)
      }
      return await keepBill(answer.body, { gzip: true })
    } catch (error) {
      const failed = callFailure(error, { api: DOWNLOAD_API, codes: FAILURE_CODES })
      throw failed instanceof CallFailed ? failed : damaged(DOWNLOAD_API, failed)
    }
  }

  async function bill<Row>(
    api: string,
    query: string,
    { shape, rowOf }: Readonly<{ shape: BillShape; rowOf(cells: readonly string[]): Row }>,
  ): Promise<BillAnswer<Row>> {
    const url = `${PAY_ORIGIN}/v3/${api}?${query}&tar_type=GZIP`
    const asked = await orCode(sender.get(url, authorized(url)), NOT_THERE)
    if ('code' in asked) {
      return asked.code === 'NOSTATEMENTEXIST' ? 'no-statement' : 'not-yet'
    }
    const offer = parse(Offer, api, asked.answer.data)
    const file = await download(offer.download_url)
    if (file.sha1 !== offer.hash_value.toLowerCase()) {
      await file.close()
      throw damaged(api, new Error('the hash differs'))
    }
    return { sha1: file.sha1, rows: () => read(file, shape, rowOf), close: file.close }

    async function* read(
      { chunks }: BillFile,
      expected: BillShape,
      parsed: (cells: readonly string[]) => Row,
    ): AsyncGenerator<Row> {
      try {
        for await (const cells of billRows(chunks(), expected)) {
          yield parsed(cells)
        }
      } catch (error) {
        throw error instanceof BillUnreadable ? unexpected(api, error) : error
      }
    }
  }

  return {
    /**
     * All trades of a business day (`YYYY-MM-DD`): payments, and refunds on the day they were taken on. Throws
     * `wechat-pay-bill-damaged` (retriable) unless its hash is right: then nothing of it has been read.
     * Source: WeChat Pay v3, 申请交易账单, 下载账单.
     */
    tradeBill: (day: string): Promise<BillAnswer<TradeBillRow>> =>
      bill('bill/tradebill', `bill_date=${day}&bill_type=ALL`, {
        shape: TRADE_SHAPE,
        rowOf: tradeRowOf,
      }),

    /** All that changed our balance on a business day. Source: WeChat Pay v3, 申请资金账单, 下载账单. */
    fundFlowBill: (day: string): Promise<BillAnswer<FlowBillRow>> =>
      bill('bill/fundflowbill', `bill_date=${day}&account_type=BASIC`, {
        shape: FLOW_SHAPE,
        rowOf: flowRowOf,
      }),
  }
}

function damaged(api: string, cause: unknown): CallFailed {
  const options = { api, effect: 'none', retriable: true, cause } as const
  return new CallFailed('wechat-pay-bill-damaged', options)
}
