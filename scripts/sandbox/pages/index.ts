import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.js'
import { cashierPages } from './cashier.js'
import { chatPages } from './chat.js'
import { loginPages } from './login.js'
import { nativePages } from './native.js'
import { registerPages } from './pages.js'
import { phonePages } from './phone-number.js'
import { smsPages } from './sms.js'
import { scanPages } from './scan.js'
import { staffLoginPages } from './staff-login.js'
import { transferPages } from './transfer.js'

/** What a person taps in place of WeChat's own screens. */
export function personPages(context: Context) {
  return async (app: FastifyInstance): Promise<void> => {
    registerPages(app, context, [
      ...loginPages,
      ...phonePages,
      ...cashierPages,
      ...nativePages,
      ...transferPages,
      ...scanPages,
      ...staffLoginPages,
      ...chatPages,
      ...smsPages,
    ])
  }
}
