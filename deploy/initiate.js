/* global Mongo, sleep, print */
// Run by mongosh in the one-shot services of docker-compose.yml. Harmless when repeated.
// SETS: replica sets to initiate, name → hosts. ROUTER and SHARDS: shards to add to a mongos.

const TRIES = 60

function connectTo(host) {
  for (let left = TRIES; ; left -= 1) {
    try {
      const admin = new Mongo(`mongodb://${host}:27017/?directConnection=true`).getDB('admin')
      admin.runCommand({ ping: 1 })
      return admin
    } catch (error) {
      if (left === 0) {
        throw error
      }
      sleep(1000)
    }
  }
}

function initiate(name, hosts) {
  const admin = connectTo(hosts[0])
  hosts.slice(1).forEach(connectTo)
  const members = hosts.map((host, _id) => ({ _id, host: `${host}:27017` }))
  const config = { _id: name, members, ...(name === 'config' ? { configsvr: true } : {}) }
  const answer = admin.runCommand({ replSetInitiate: config })
  if (answer.ok !== 1 && answer.codeName !== 'AlreadyInitialized') {
    throw new Error(`${name}: ${answer.errmsg}`)
  }
  for (let left = TRIES; admin.runCommand({ hello: 1 }).setName === undefined; left -= 1) {
    if (left === 0) {
      throw new Error(`${name} did not begin`)
    }
    sleep(1000)
  }
  print(`${name}: ${hosts.length} members`)
}

Object.entries(JSON.parse(process.env.SETS ?? '{}')).forEach(([name, hosts]) =>
  initiate(name, hosts),
)
for (const shard of JSON.parse(process.env.SHARDS ?? '[]')) {
  const answer = connectTo(process.env.ROUTER).runCommand({ addShard: shard })
  if (answer.ok !== 1) {
    throw new Error(`${shard}: ${answer.errmsg}`)
  }
  print(`added ${shard}`)
}
