export const copy = {
  thisWeek: '这周在卖',
  counts: ({ products, stores }: { products: number; stores: number }) =>
    stores > 0 ? `${products} 款，${stores} 家店可自取` : `共 ${products} 款`,
  choose: '选规格下单',
  order: '去下单',
  hint: '下单后凭取货码到店取',
  soldOut: '今日售罄',
  left: (units: number) => `剩 ${units} 份`,
  listFailed: '商品没加载出来',
  oneFailed: '这件商品没加载出来',
  empty: '现在没有在卖的商品',
  emptyHint: '店员上架后就会出现在这里',
  refresh: '刷新看看',
  emptyCategory: '这一类现在没有在卖的',
  categories: '商品分类',
  specification: '规格',
  add: '加入购物车',
  addOne: (name: string) => `把${name}加入购物车`,
  pick: '选规格',
  pickOne: (name: string) => `给${name}选规格`,
  buyNow: '立即购买',
  cart: '购物车',
  added: '已加入购物车',
  description: '介绍',
  pickup: '门店自取，付款后给取货码',
  title: '商品详情',
  openOne: (name: string) => `看${name}`,
} as const

/** Sentences for the codes of these calls. */
export const problems: Readonly<Record<string, string>> = {
  'product-not-found': '这件商品已下架',
  'not-found': '这件商品已下架',
}
