export const copy = {
  cancel: '取消',
  reason: '理由',
  reasonHint: '为什么这样定，会写进记录',
  needReason: '请写一句理由，至少两个字',
  previous: '上一页',
  next: '下一页',
  page: (page: number) => `第 ${page} 页`,
  total: (count: string, capped: boolean) => (capped ? `多于 ${count} 位` : `共 ${count} 位`),
}
