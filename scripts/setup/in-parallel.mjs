/** Runs everything to its end, also when one of them fails; then throws the first failure. */
export async function inParallel(works) {
  const settled = await Promise.allSettled(works)
  const failed = settled.find(({ status }) => status === 'rejected')
  if (failed !== undefined) {
    throw failed.reason
  }
}
