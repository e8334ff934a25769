const EVERY_MINUTES = /^\*\/(\d+) \* \* \* \*$/
const HOURLY = /^(\d+) \* \* \* \*$/
const DAILY = /^(\d+) (\d+) \* \* \*$/
const EVERY_SECONDS = /^\*\/(\d+) \* \* \* \* \*$/

const two = (digits: string | undefined): string => (digits ?? '0').padStart(2, '0')

/** Common cron expressions in words; null for others, which are shown as they are. */
export function scheduleText(cron: string): string | null {
  if (cron === '* * * * *') {
    return '每分钟'
  }
  const [, seconds] = EVERY_SECONDS.exec(cron) ?? []
  if (seconds !== undefined) {
    return `每 ${seconds} 秒`
  }
  const [, minutes] = EVERY_MINUTES.exec(cron) ?? []
  if (minutes !== undefined) {
    return `每 ${minutes} 分钟`
  }
  const [, minute] = HOURLY.exec(cron) ?? []
  if (minute !== undefined) {
    return `每小时的第 ${minute} 分`
  }
  const daily = DAILY.exec(cron)
  return daily === null ? null : `每天 ${two(daily[2])}:${two(daily[1])}`
}
