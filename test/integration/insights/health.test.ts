import { Health } from '../../../server/modules/insights/health/health.contract.js'
import { useSystem } from '../../support/system.js'

// Guarantee: the health page says in words what is late or wrong, and nothing while all is well.

const system = useSystem({ suffix: '_health' })

async function health() {
  const operator = await system.now.asOperator()
  return (await operator.send('GET', '/api/health', Health)).body
}

test('a system that has just begun is well', async () => {
  const now = await health()
  expect(now.findings).toEqual([])
  console.log(now, await (await fetch(`${system.now.url}/metrics`)).text())
})
