export default definePageConfig({ navigationBarTitleText: '收礼' })
