/** Runs `work` again and again. A turn that still waits for a silent database is not joined by another one. */
export function every(
  ms: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): { stop(): void } {
  let isUnderWay = false
  const timer = setInterval(() => {
    if (!isUnderWay) {
      isUnderWay = true
      void work()
        .catch(onError)
        .finally(() => {
          isUnderWay = false
        })
    }
  }, ms)
  return { stop: () => clearInterval(timer) }
}
