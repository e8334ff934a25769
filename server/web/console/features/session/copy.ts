export const copy = {
  title: '登录',
  product: '回客',
  username: '用户名',
  password: '密码',
  submit: '登录',
  usernameMissing: '请填用户名',
  passwordMissing: '请填密码',
  sandbox: '这是演示环境，账号和密码在启动时的输出里',
  logOut: '退出登录',
  account: '账号',
}

export const errors: Record<string, string> = {
  'login-failed': '用户名或密码不对',
  'login-locked': '试得太多，请 15 分钟后再登录',
  'not-logged-in': '登录没有成功，请再试一次',
}
