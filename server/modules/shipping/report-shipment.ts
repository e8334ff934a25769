import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import { AppError } from '../../platform/errors/index.js'
import { CallFailed } from '../../platform/http-client/index.js'
import { reminded, reported, troubled, unneeded, type Shipment } from './shipping.domain.js'
import type { Payers, ShippingGateway } from './shipping.ports.js'
import type { Shipments } from './shipping.repository.js'

type Deps = Readonly<{
  shipments: Shipments
  payers: Payers
  gateway: ShippingGateway
  clock: Clock
  log: Logger
  mchid: string
}>

/** Longer than a request and its answer take: until then a shipment is this process's. */
const TAKEN_MS = 60_000
/** How long the platform's word holds that it keeps money back, or none. */
const MANAGED_FOR_MS = 10 * 60_000
const NOT_THERE_YET = 'shipping-not-there-yet'
const FINAL = { final: 'shipping-refused', 'company-unknown': 'shipping-company-unknown' } as const

/**
 * One due shipment: reported to WeChat, or its customer reminded to confirm. After a report without an answer WeChat is
 * asked what it has, so that the one correction it allows is never spent by accident.
 */
export function reportShipment({ shipments, payers, gateway, clock, log, mchid }: Deps) {
  let managed: Readonly<{ is: boolean; untilMs: number }> | undefined

  async function isManaged(): Promise<boolean> {
    const nowMs = clock.now().getTime()
    if (managed === undefined || managed.untilMs <= nowMs) {
      managed = { is: await gateway.isTradeManaged(), untilMs: nowMs + MANAGED_FOR_MS }
    }
    return managed.is
  }

  const trouble = (code: string, isFinal: boolean) => ({
    code,
    isFinal,
    isOutcomeUnknown: false,
    now: clock.now(),
  })

  async function report(shipment: Shipment): Promise<Shipment> {
    const { paymentId: outTradeNo, way, title, parcel } = shipment
    if (!(await isManaged())) {
      return unneeded(shipment)
    }
    if (shipment.isOutcomeUnknown === true) {
      const known = await gateway.reportsOf({ mchid, outTradeNo })
      if (known === 'not-there-yet') {
        return troubled(shipment, trouble(NOT_THERE_YET, false))
      }
      if (known > shipment.reports) {
        return reported(shipment, clock.now())
      }
    }
    const { openid: payerOpenid } = (await payers.find(outTradeNo)) ?? {}
    if (payerOpenid === undefined) {
      return troubled(shipment, trouble('payment-not-found', true))
    }
    const result = await gateway.reportShipping({
      ...{ mchid, outTradeNo, way, title, payerOpenid, reportedAt: clock.now() },
      ...(parcel === undefined ? {} : { parcel }),
    })
    if (result.ok) {
      return reported(shipment, clock.now())
    }
    return result.code === 'not-there-yet'
      ? troubled(shipment, trouble(NOT_THERE_YET, false))
      : troubled(shipment, trouble(FINAL[result.code], true))
  }

  /** What WeChat refuses here (received meanwhile, reminded before) is over, too. */
  async function remind(shipment: Shipment): Promise<Shipment> {
    await gateway.remindToConfirm({ mchid, outTradeNo: shipment.paymentId }, clock.now())
    return reminded(shipment, clock.now())
  }

  async function next(shipment: Shipment): Promise<Shipment> {
    try {
      return await (shipment.state === 'reported' ? remind(shipment) : report(shipment))
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error
      }
      log.warn({ paymentId: shipment.paymentId, code: error.code }, 'shipping not reported')
      const isOutcomeUnknown = error instanceof CallFailed && error.effect === 'unknown'
      const isFinal = error.code === 'mini-refused'
      return shipment.state === 'reported'
        ? reminded(shipment, clock.now()) // a reminder is not worth a second try
        : troubled(shipment, { ...trouble(error.code, isFinal), isOutcomeUnknown })
    }
  }

  /** False: somebody else has it. */
  return async (due: Shipment): Promise<boolean> => {
    const until = new Date(clock.now().getTime() + TAKEN_MS)
    if (!(await shipments.take(due, until))) {
      return false
    }
    // changed meanwhile (settled, corrected): then its own next look decides
    await shipments.save(await next({ ...due, nextAt: until }))
    return true
  }
}
