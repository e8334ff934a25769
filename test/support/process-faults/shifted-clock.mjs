// Preloaded (--import) into a process under test: its clock is wrong by FAULTS_CLOCK_SHIFT_MS, from the first moment on.
const shiftMs = Number(process.env.FAULTS_CLOCK_SHIFT_MS ?? 0)
const RightDate = Date
const now = () => RightDate.now() + shiftMs

globalThis.Date = new Proxy(RightDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RightDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
