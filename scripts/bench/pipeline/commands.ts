import { figure, type Figure } from '../figure.js'
import { openProduct } from '../product.js'
import type { Stage } from '../stage.js'
import { record } from './recorded-writes.js'
import { onlyOf } from './shop-day.js'
import { workOff } from './work.js'

/**
 * Views go through one module; a paid order of somebody new is written to twice as many collections (order, customer, two
 * identifiers with their evidence and links, timeline, outbox, guards), one command each.
 */
const KINDS = [
  { name: 'product views', type: 'product.viewed', atMost: 12 },
  { name: 'paid orders', type: 'order.paid', atMost: null },
] as const

/** How many commands a batch of one kind takes, from the claim to the commit. */
export async function commandFigures(stage: Stage): Promise<Figure[]> {
  const database = stage.freshDatabase('commands')
  const config = stage.config(database, { ROLE: 'worker' })
  const product = await openProduct(config, { isMonitored: true })
  try {
    const figures: Figure[] = []
    for (const { name, type, atMost } of KINDS) {
      const events = onlyOf(type, 0)
      await product.sendEvents(events)
      const { names, units } = await record(product.db, () => workOff(product, events.length))
      stage.note(`${events.length} ${name}: ${names.join(', ')}`)
      figures.push(
        figure({
          name: `database commands per batch of ${events.length} ${name}`,
          value: names.length,
          unit: 'commands',
          floor: {
            name: 'its writes alone',
            value: units.reduce((sum, { commands }) => sum + commands.length, 0),
          },
          ...(atMost === null ? {} : { bar: { of: 'value', atMost } as const }),
        }),
      )
    }
    return figures
  } finally {
    await product.close()
  }
}
