import { pageSignature } from '../../../../server/integrations/wecom/jssdk.js'

// The published example of document 90506.
test('a page is signed as in the documents, without what follows #', () => {
  const page = {
    ticket:
      'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
    nonceStr: 'Wm3WZYTPz0wzccnW',
    timestamp: 1_414_587_457,
    url: 'http://mp.weixin.qq.com?params=value#wechat',
  }
  expect(pageSignature(page)).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
})
