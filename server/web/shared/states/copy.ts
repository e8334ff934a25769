export const copy = {
  loading: '正在加载',
  again: '再试一次',
  requestId: '请求号',
}
