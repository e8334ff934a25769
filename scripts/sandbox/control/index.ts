import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.js'
import { registerControl } from './api.js'
import { billRoutesOfControl } from './bills.js'
import { callbackRoutes } from './callbacks.js'
import { contactRoutes } from './contacts.js'
import { directoryRoutes } from './directory.js'
import { elsewhereRoutes } from './elsewhere.js'
import { groupRoutes } from './groups.js'
import { miniRoutesOfControl } from './mini.js'
import { payRoutesOfControl } from './pay.js'
import { peopleRoutes } from './people.js'
import { refundRoutesOfControl } from './refunds.js'
import { shippingRoutesOfControl } from './shipping.js'
import { switchRoutes } from './switches.js'
import { transferRoutesOfControl } from './transfers.js'
import { worldRoutes } from './world.js'

/** Everything that a test, a story or the panel can do to the world, below /control. */
export function controlRoutes(context: Context) {
  return async (app: FastifyInstance): Promise<void> => {
    registerControl(app, context, [
      ...worldRoutes,
      ...peopleRoutes,
      ...contactRoutes,
      ...directoryRoutes,
      ...groupRoutes,
      ...miniRoutesOfControl,
      ...payRoutesOfControl,
      ...refundRoutesOfControl,
      ...billRoutesOfControl,
      ...elsewhereRoutes,
      ...shippingRoutesOfControl,
      ...transferRoutesOfControl,
      ...callbackRoutes,
      ...switchRoutes,
    ])
  }
}
