import Taro from '@tarojs/taro'

export type Tab = 'home' | 'menu' | 'orders' | 'me'

export const TABS: readonly { tab: Tab; url: string; text: string }[] = [
  { tab: 'home', url: '/pages/home/index', text: '首页' },
  { tab: 'menu', url: '/pages/menu/index', text: '点单' },
  { tab: 'orders', url: '/pages/orders/index', text: '订单' },
  { tab: 'me', url: '/pages/me/index', text: '我的' },
]

const DEEPEST = 9 // WeChat keeps at most ten pages; the tenth navigateTo fails

/** The addresses of the pages that are not tabs. */
export const pages = {
  product: (productId: string) => `/pages/product/index?productId=${productId}`,
  cart: () => '/pages/cart/index',
  coupons: () => '/pages/coupons/index',
  myData: () => '/pages/my-data/index',
  checkout: () => '/pages/checkout/index',
  checkoutOne: ({ productId, skuId }: { productId: string; skuId: string }) =>
    `/pages/checkout/index?productId=${productId}&skuId=${skuId}`,
  order: (orderId: string) => `/pages/order/index?orderId=${orderId}`,
  vouchers: () => '/pages/vouchers/index',
  voucher: (voucherId: string) => `/pages/voucher/index?voucherId=${voucherId}`,
  gift: ({ voucherId, token }: { voucherId: string; token: string }) =>
    `/pages/gift/index?voucherId=${voucherId}&token=${encodeURIComponent(token)}`,
  payResult: (orderId: string) => `/pages/pay-result/index?orderId=${orderId}`,
} as const

export function goTab(tab: Tab): void {
  const url = TABS.find((entry) => entry.tab === tab)?.url ?? '/pages/home/index'
  void Taro.switchTab({ url })
}

export function open(url: string): void {
  void (Taro.getCurrentPages().length >= DEEPEST
    ? Taro.redirectTo({ url })
    : Taro.navigateTo({ url }))
}

/** In place of this page, so that going back does not return to it. */
export function replaceWith(url: string): void {
  void Taro.redirectTo({ url })
}

/** Back, or to the home page when this page was opened directly. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) {
    void Taro.navigateBack()
  } else {
    goTab('home')
  }
}
