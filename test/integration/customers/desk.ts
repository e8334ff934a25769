import type { z } from 'zod'
import type { App } from '../../../server/app.js'
import type {
  Decided,
  Preview,
  Word,
} from '../../../server/modules/customers/deciding/deciding.contract.js'
import type { IdentifierKey } from '../../../server/modules/customers/index.js'
import { asOperator, shopApp } from './shop-app.js'
import type { useShop } from './shop.js'

/** An operator who decides who is who, through the routes of the console. */

export type PreviewAnswer = z.output<typeof Preview>
export type WordSaid = z.output<typeof Word>
type Answer = Readonly<{ status: number; body: unknown }>

const REASON = '核对过订单与电话'

export function useDesk(shop: ReturnType<typeof useShop>) {
  let app: App | undefined
  beforeAll(async () => {
    app = await shopApp(shop)
  })
  afterAll(async () => {
    await app?.close()
  })

  async function send(method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer> {
    if (app === undefined) {
      throw new Error('the desk opens in beforeAll')
    }
    const answer = await app.inject({
      ...{ method, url, headers: asOperator('manager') },
      ...(payload === undefined ? {} : { payload }),
    })
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
  }

  async function expectOk<Body>(asked: Promise<Answer>): Promise<Body> {
    const { status, body } = await asked
    if (status >= 300) {
      throw new Error(`${status}: ${JSON.stringify(body)}`)
    }
    return body as Body
  }

  const preview = (words: readonly WordSaid[]) =>
    expectOk<PreviewAnswer>(send('POST', '/api/identity/previews', { words }))

  const confirm = ({ words, token }: Pick<PreviewAnswer, 'words' | 'token'>) =>
    send('POST', '/api/identity/decisions', { words, token, reason: REASON })

  const previewUndo = (decisionId: string) =>
    expectOk<PreviewAnswer>(send('POST', `/api/identity/decisions/${decisionId}/undo/preview`))

  const confirmUndo = (decisionId: string, { token }: Pick<PreviewAnswer, 'token'>) =>
    send('POST', `/api/identity/decisions/${decisionId}/undo`, { token, reason: REASON })

  return {
    send,
    preview,
    confirm,
    previewUndo,
    confirmUndo,
    /** Looks and says it; answers what was shown and the decisions. */
    async say(...words: WordSaid[]) {
      const shown = await preview(words)
      const { decisionIds } = await expectOk<z.output<typeof Decided>>(confirm(shown))
      return { shown, decisionIds }
    },
    async takeBack(decisionId: string): Promise<PreviewAnswer> {
      const shown = await previewUndo(decisionId)
      await expectOk(confirmUndo(decisionId, shown))
      return shown
    },
    previewUndoMerge: (historyId: string) =>
      expectOk<PreviewAnswer>(send('POST', `/api/identity/history/${historyId}/undo/preview`)),
    get: <Body>(url: string) => expectOk<Body>(send('GET', url)),
  }
}

export const same = (a: { key: IdentifierKey }, b: { key: IdentifierKey }): WordSaid => ({
  ...{ kind: 'same', a: a.key, b: b.key },
})
export const never = (a: { key: IdentifierKey }, b: { key: IdentifierKey }): WordSaid => ({
  ...{ kind: 'never', a: a.key, b: b.key },
})
export const detach = ({ key }: { key: IdentifierKey }): WordSaid => ({ kind: 'detach', key })
export const retract = (eventId: string): WordSaid => ({ kind: 'retract', eventId })
