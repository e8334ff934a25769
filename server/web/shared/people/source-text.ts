const SOURCES: Record<string, string> = {
  wecom: '企微',
  mini: '小程序',
  'mini-push': '小程序推送',
  pay: '支付',
  'pay-query': '支付查单',
  huike: '小程序', // orders that our own shop took
  console: '后台',
  sidebar: '侧边栏',
  'demo-pos': '收银系统',
}

/** Where something came from, in words; a source that somebody named themselves keeps its name. */
export function sourceText(source: string): string {
  const known = SOURCES[source]
  if (known !== undefined) {
    return known
  }
  return source.startsWith('pos') ? `收银 ${source}` : source
}
