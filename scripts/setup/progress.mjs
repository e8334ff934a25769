const QUIET_MS = 2_000
const AGAIN_MS = 10_000

export const say = (text) => process.stderr.write(`${text}\n`)

/** Runs `work`; says so when it takes longer than two seconds, again every ten, and when it is done. */
export async function withProgress(what, work) {
  const start = Date.now()
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(0)} s`
  let said = false
  const first = setTimeout(() => {
    said = true
    say(`setup: ${what} …`)
  }, QUIET_MS)
  const again = setInterval(() => said && say(`setup: ${what} … ${seconds()}`), AGAIN_MS)
  try {
    const value = await work()
    if (said) {
      say(`setup: ${what}: done in ${seconds()}`)
    }
    return value
  } finally {
    clearTimeout(first)
    clearInterval(again)
  }
}
