import { randomUUID } from 'node:crypto'

export type Area = 'wecom' | 'mini' | 'pay'

/** How a callback is spoilt; what each means per platform is told in the senders. */
export type Tamper = 'signature' | 'receiver' | 'truncate' | 'padding' | 'body'

export type CallbackFaultKind =
  'duplicate' | 'delay' | 'reorder' | 'drop' | 'corrupt' | 'signtest' | 'skew'
export type ApiFaultKind =
  'slow' | 'errorBefore' | 'errorAfter' | 'tokenRevoked' | 'frequencyLimit' | 'busy' | 'errcode'
export type PayFaultKind =
  | 'notifyNever'
  | 'notifyBeforeReply'
  | 'signtestReply'
  | 'notEnough'
  | 'userAccountAbnormal'
  | 'refundAbnormal'
  | 'refundClosed'
  | 'billCreating'
  | 'billWrongHash'
  | 'transferFail'
export type FaultKind = CallbackFaultKind | ApiFaultKind | PayFaultKind

/** A switch that is on. Numbers that a kind does not use are ignored. */
export type Fault = {
  id: string
  kind: FaultKind
  /** Left out: all areas. */
  area?: Area | undefined
  /** Part of the API path, or of the callback's kind or plaintext; left out: everything. */
  match?: string | undefined
  /** How often it still happens; left out: until it is switched off. */
  times?: number | undefined
  /** Probability per occasion, 0 to 1, drawn from `seed`; left out: always. */
  chance?: number | undefined
  seed?: number | undefined
  /** slow, delay, reorder (longest hold), skew: milliseconds. */
  ms?: number | undefined
  /** duplicate: how many arrive in all. */
  copies?: number | undefined
  /** duplicate: at the same instant rather than one second apart. */
  simultaneous?: boolean | undefined
  how?: Tamper | undefined
  /** errorBefore, errorAfter: HTTP status; `cut` closes the connection in its place. */
  status?: number | undefined
  cut?: boolean | undefined
  /** errcode, tokenRevoked: the code of the answer. */
  code?: number | undefined
  message?: string | undefined
}

export type NewFault = Omit<Fault, 'id'>

export type Faults = Readonly<{
  list(): Fault[]
  replace(faults: readonly NewFault[]): Fault[]
  add(fault: NewFault): Fault
  remove(id: string): boolean
  /** The first switch that fits this occasion, counted down. */
  take(kind: FaultKind, occasion: { area: Area; subject: string }): Fault | undefined
}>

/** Small seeded generator (mulberry32): the same seed spoils the same occasions. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function faultSwitches(): Faults {
  let active: { fault: Fault; draw: () => number }[] = []
  function add(wanted: NewFault): Fault {
    const fault = { ...wanted, id: `flt_${randomUUID().slice(0, 8)}` }
    active.push({ fault, draw: generator(wanted.seed ?? 1) })
    return fault
  }
  const remove = (id: string) => {
    const before = active.length
    active = active.filter(({ fault }) => fault.id !== id)
    return active.length < before
  }
  return {
    list: () => active.map(({ fault }) => fault),
    replace(faults) {
      active = []
      return faults.map(add)
    },
    add,
    remove,
    take(kind, { area, subject }) {
      const found = active.find(
        ({ fault, draw }) =>
          fault.kind === kind &&
          (fault.area ?? area) === area &&
          subject.includes(fault.match ?? '') &&
          (fault.chance === undefined || draw() < fault.chance),
      )
      if (found === undefined) {
        return undefined
      }
      const { fault } = found
      if (fault.times !== undefined) {
        fault.times -= 1
        if (fault.times <= 0) {
          remove(fault.id)
        }
      }
      return fault
    },
  }
}
