// Preloaded (--import) into a process under test: its connections to the database go through the proxies of its own.
// A driver learns the members' real addresses from the set itself, so the address in MONGODB_URI would not do.
import net from 'node:net'

/** Port of a member → port of the proxy before it. */
const routes = JSON.parse(process.env.FAULTS_ROUTES ?? '{}')
const createConnection = net.createConnection.bind(net)

net.createConnection = (options, ...others) => {
  const proxyPort = routes[options?.port]
  return createConnection(
    proxyPort === undefined ? options : { ...options, port: proxyPort },
    ...others,
  )
}
