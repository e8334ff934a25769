export const copy = {
  choose: '选自取门店',
  pickup: '自取门店',
  none: '选门店',
  failed: '门店没加载出来',
  empty: '现在没有可以自取的门店',
} as const
