export const copy = {
  title: '客户 · 回客',
  failed: '没能登录',
  again: '重新登录',
}

export const errors: Record<string, string> = {
  'login-code-invalid': '这次登录过期了，请重新登录',
  'login-state-wrong': '这次登录不是从这里开始的，请重新登录',
  'not-a-staff-member': '只有在职员工能用侧边栏，请找管理员看看通讯录',
}
