export const copy = {
  title: '验证手机号',
  why: '发一条短信，请客户把验证码念给你',
  phone: '客户的手机号',
  send: '发验证码',
  code: '客户念的验证码',
  sentTo: (phone: string) => `已发到 ${phone}，5 分钟内有效`,
  check: '核对',
  again: '换个号码',
  done: (phone: string) => `${phone} 已验证，记到这位客户名下`,
}

export const errors: Record<string, string> = {
  'sms-not-set-up': '还没有接短信服务，请找管理员',
  'sms-unavailable': '短信没发出去，请稍后再试',
  'contact-not-found': '对方还不是你的好友，不能发验证码',
  'phone-not-usable': '这不是能用的手机号，请再核对一遍',
  'asked-not-to-be-contacted': '本人要求过不再联系，不能给这个号码发短信',
  'phone-check-too-soon': '刚发过一条，请一分钟后再发',
  'phone-check-limit': '今天发得够多了，请明天再试',
  'phone-check-not-found': '这次验证已经结束，请重新发一条',
  'code-wrong': '验证码不对，请客户再看一眼',
  'code-over': '验证码过期或者试得太多，请重新发一条',
}
