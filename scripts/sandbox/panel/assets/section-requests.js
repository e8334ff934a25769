import { control, fold, h, table, when } from './dom.js'

const AREAS = { wecom: '企业微信', mini: '小程序', pay: '支付' }

function result(call) {
  const errcode = call.response?.errcode
  const good = call.status > 0 && call.status < 300 && (errcode === undefined || errcode === 0)
  const text = errcode === undefined || errcode === 0 ? String(call.status) : `errcode ${errcode}`
  return h('span', { class: good ? 'state good' : 'state bad' }, call.status === 0 ? '断开' : text)
}

export const requests = {
  id: 'requests',
  title: '请求',
  load: async () => (await control('/requests?limit=80')).requests,
  draw: (all) => [
    table(
      ['时间', '平台', '接口', '结果', '用时', '故障', '内容'],
      all.map((call) => [
        when(call.at),
        AREAS[call.area],
        `${call.method} ${call.api}`,
        result(call),
        `${call.durationMs} 毫秒`,
        call.fault ?? '无',
        fold('请求与应答', {
          query: call.query,
          headers: call.headers,
          body: call.body,
          response: call.response,
        }),
      ]),
      '还没有请求。服务调用微信接口后会出现在这里。',
    ),
  ],
}
