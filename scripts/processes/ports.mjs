import net from 'node:net'

const HOST = '127.0.0.1'

/** Can this process listen there now? */
export function isFree(port, host = HOST) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/** A port that nobody uses at this moment. */
export function freePort(host = HOST) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject)
    probe.listen({ port: 0, host }, () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/** Throws, naming the port and the variable that changes it. */
export async function requireFree({ port, variable, what, host = HOST }) {
  if (!(await isFree(port, host))) {
    throw new Error(
      `Port ${port} (${variable}), needed for ${what}, is taken. ` +
        `Stop the program that uses it, or choose another: ${variable}=${port + 1000} npm start`,
    )
  }
}
