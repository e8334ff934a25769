/** What a process has used since it began. */
export type Usage = Readonly<{ cpuMicros: number; rssBytes: number; peakRssBytes: number }>

const KIB = 1024

// Loaded before a program (`node --import`): answers the bench's question, and changes nothing else.
process.on('message', (question) => {
  if (question === 'usage') {
    const { user, system } = process.cpuUsage()
    const { maxRSS } = process.resourceUsage()
    const usage: Usage = {
      cpuMicros: user + system,
      rssBytes: process.memoryUsage.rss(),
      peakRssBytes: maxRSS * KIB,
    }
    process.send?.(usage)
  }
})
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
