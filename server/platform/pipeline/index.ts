export type { InboundEvent, Lane, NewInboundEvent } from './event.js'
export { defineStep, type AnyStep, type Batch, type StepRun } from './step.js'
export { decideBatch, type BatchPlan } from './decide-batch.js'
export { verdict, type Refused, type Verdict } from './verdict.js'
