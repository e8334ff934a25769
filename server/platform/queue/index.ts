export { every } from './every.js'
export {
  LAPSED_REPEATEDLY,
  leasedQueue,
  type LeasedQueue,
  type QueueFields,
  type QueueState,
} from './leased-queue.js'
export { LeaseLost } from './lease-lost.js'
export { patientLease, type PatientLease } from './patient-lease.js'
export { retryPauseMs } from './retry-pause.js'
export { runLoop, type Loop } from './run-loop.js'
export { sharedRead } from './shared-read.js'
export { turnsByKey, type Turns } from './turns.js'
export { wakeSignal, type WakeSignal } from './wake.js'
