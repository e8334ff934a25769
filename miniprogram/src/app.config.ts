export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/menu/index',
    'pages/orders/index',
    'pages/me/index',
    'pages/product/index',
    'pages/cart/index',
    'pages/coupons/index',
    'pages/checkout/index',
    'pages/pay-result/index',
    'pages/order/index',
    'pages/my-data/index',
    'pages/vouchers/index',
    'pages/voucher/index',
    'pages/gift/index',
  ],
  window: {
    navigationStyle: 'custom',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '回客',
    backgroundColor: '#faf7f2',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    // The H5 draws its own bar (platform/tab-bar), WeChat draws this one.
    custom: process.env.TARO_ENV === 'h5',
    color: '#6b6762',
    selectedColor: '#c8402f',
    backgroundColor: '#ffffff',
    borderStyle: 'white',
    list: [
      {
        pagePath: 'pages/home/index',
        text: '首页',
        iconPath: 'platform/tab-bar/icons/home.png',
        selectedIconPath: 'platform/tab-bar/icons/home-on.png',
      },
      {
        pagePath: 'pages/menu/index',
        text: '点单',
        iconPath: 'platform/tab-bar/icons/menu.png',
        selectedIconPath: 'platform/tab-bar/icons/menu-on.png',
      },
      {
        pagePath: 'pages/orders/index',
        text: '订单',
        iconPath: 'platform/tab-bar/icons/orders.png',
        selectedIconPath: 'platform/tab-bar/icons/orders-on.png',
      },
      {
        pagePath: 'pages/me/index',
        text: '我的',
        iconPath: 'platform/tab-bar/icons/me.png',
        selectedIconPath: 'platform/tab-bar/icons/me-on.png',
      },
    ],
  },
})
