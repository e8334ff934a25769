import type { Transfer } from '../world/pay-model.js'
import type { PayCall } from './api.js'
import { fingerprint, notifyUrl, sized } from './checks.js'
import { PayError, paramError } from './errors.js'
import { openedField } from './sensitive.js'

const OUT_BILL_NO = /^[0-9A-Za-z]{1,32}$/
const MAX_REMARK_CHARS = 32
const MIN_FEN = 10
/** Names are asked for from 2,000 yuan on, and refused under 0.3 yuan. */
const NAME_FROM_FEN = 200_000
const NAME_UNDER_FEN = 30

/** Scenes this merchant was granted: what each must report, and what its payees may be shown. */
const SCENES: Record<string, { reports: readonly string[]; perceptions: readonly string[] }> = {
  '1000': { reports: ['活动名称', '奖励说明'], perceptions: ['活动奖励', '现金奖励'] },
}

export type TransferRequest = Pick<
  Transfer,
  | 'outBillNo'
  | 'sceneId'
  | 'openid'
  | 'amountFen'
  | 'remark'
  | 'notifyUrl'
  | 'fingerprint'
  | 'nameFits'
>

/** Checks a transfer as WeChat Pay does. Source: WeChat Pay v3, 商家转账, 发起转账. */
export function transferRequest(call: PayCall): TransferRequest {
  const { context, body } = call
  if (body.text('appid') !== context.keys.miniAppId) {
    throw new PayError(400, 'INVALID_REQUEST', 'APPID不存在')
  }
  const outBillNo = body.text('out_bill_no')
  if (!OUT_BILL_NO.test(outBillNo)) {
    throw paramError('out_bill_no', '商户单号只能由数字、大小写字母组成', outBillNo)
  }
  const sceneId = sceneOf(call)
  const openid = body.text('openid')
  const [person] = context.world.people.by('openid', openid)
  if (person === undefined) {
    throw new PayError(400, 'INVALID_REQUEST', '用户的OpenID与AppID不匹配')
  }
  const amountFen = amountOf(call)
  const remark = sized(body.text('transfer_remark'), 'transfer_remark', MAX_REMARK_CHARS)
  if (remark === '') {
    throw paramError('transfer_remark', '必填参数缺失')
  }
  const name = nameOf(call, amountFen)
  return {
    outBillNo,
    sceneId,
    openid,
    amountFen,
    remark,
    notifyUrl: body.has('notify_url') ? notifyUrl(body.text('notify_url')) : null,
    // The name is sealed anew each time, so that a repeat never looks the same.
    fingerprint: fingerprint('TRANSFER', { ...body.raw(), user_name: name }),
    nameFits: name === null ? null : name === person.name,
  }
}

function sceneOf({ body }: PayCall): string {
  const sceneId = body.text('transfer_scene_id')
  const scene = SCENES[sceneId]
  if (scene === undefined) {
    throw new PayError(400, 'INVALID_REQUEST', '你尚未获取该转账场景')
  }
  const told = body.children('transfer_scene_report_infos')
  const isTold = (type: string) =>
    told.some((info) => info.text('info_type') === type && info.text('info_content') !== '')
  if (!scene.reports.every(isTold)) {
    throw new PayError(400, 'INVALID_REQUEST', '未传入完整且对应的转账场景报备信息')
  }
  const perception = body.text('user_recv_perception')
  if (perception !== '' && !scene.perceptions.includes(perception)) {
    throw new PayError(400, 'INVALID_REQUEST', '暂不支持展示当前传入的用户收款感知')
  }
  return sceneId
}

function amountOf({ context, body }: PayCall): number {
  const value = body.raw()['transfer_amount']
  if (typeof value !== 'number' || !Number.isInteger(value) || value < MIN_FEN) {
    throw paramError('transfer_amount', '转账金额不符合规则', value)
  }
  if (value > context.settings.transfers.maxFen) {
    throw new PayError(400, 'INVALID_REQUEST', '转账金额超过单笔限额')
  }
  return value
}

function nameOf(call: PayCall, amountFen: number): string | null {
  if (!call.body.has('user_name')) {
    if (amountFen >= NAME_FROM_FEN) {
      throw new PayError(400, 'PARAM_ERROR', '转账金额大于等于2000元时必须传入收款用户姓名')
    }
    return null
  }
  if (amountFen < NAME_UNDER_FEN) {
    throw new PayError(400, 'PARAM_ERROR', '转账金额小于0.3元时不支持传入收款用户姓名')
  }
  return openedField(call, 'user_name')
}
