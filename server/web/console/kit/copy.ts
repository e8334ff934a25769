export const copy = {
  previous: '上一页',
  next: '下一页',
  page: (page: number) => `第 ${page} 页`,
  total: (count: string, capped: boolean) => (capped ? `多于 ${count} 位` : `共 ${count} 位`),
}
