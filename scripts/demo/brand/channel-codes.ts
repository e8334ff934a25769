import { STAFF } from './staff.js'
import { STORES } from './stores.js'

/** Where the codes of some staff hang: one code per staff member. */
export type DemoChannelCode = Readonly<{ userid: string; name: string; welcomeText?: string }>

const PLACES = ['收银台', '桌贴', '包装袋卡片', '门口海报'] as const
const MANAGERS_WITH_CODE = 13

const WELCOME =
  '{顾客}你好，我是山野茶铺的{导购}。少糖、去冰、想问新品，都可以直接找我；点单在小程序「山野茶铺」里，到店自取不用排队。'

const managers = STORES.slice(0, MANAGERS_WITH_CODE).map(({ departmentId, name }, index) => {
  const manager = STAFF.find((staff) => staff.departmentId === departmentId)
  const code = {
    userid: manager?.userid ?? '',
    name: `${name}${PLACES[index % PLACES.length]}`,
  }
  return index % 3 === 0 ? { ...code, welcomeText: WELCOME } : code
})

export const CHANNEL_CODES: readonly DemoChannelCode[] = [
  ...managers,
  { userid: 'wangqing', name: '科苑南店外卖卡片', welcomeText: WELCOME },
]
