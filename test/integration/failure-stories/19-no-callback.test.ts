import { useSystem } from '../../support/system.js'
import { pairOf, STAFF, wecomPeople } from '../wecom/wecom-people.js'

const system = useSystem({ suffix: '_story_19' })
const WITHIN = { withinMs: 60_000 }
const { settled, contact, edit } = wecomPeople(system)

// Failure story 19. Guarantee: what raises no callback (edits of remarks by other programs) is found by the night's comparison.
test('failure story 19: a remark and its phone, changed without a callback, are known after the night', async () => {
  const who = await contact('阿静')
  await settled()
  await system.now.control.addFault({ kind: 'drop', area: 'wecom', times: 1 })
  await edit({ ...pairOf(who), remark: '周三来的静姐', remarkMobiles: ['13911117777'] })
  const relations = system.now.deps.db.collection('relations')
  const evidence = system.now.deps.db.collection('evidence')
  const ofWho = { externalUserid: who.externalUserid }
  expect(await relations.findOne(ofWho)).not.toMatchObject({ remark: '周三来的静姐' })

  await (await system.now.asOperator()).runJob('wecom.reconcile-contacts', WITHIN)
  await settled()
  expect(await relations.findOne(ofWho)).toMatchObject({ remark: '周三来的静姐' })
  const sighted = { kind: 'staff-remark', 'identifiers.key': new RegExp(`:${who.externalUserid}$`) }
  expect(await evidence.find(sighted).toArray()).toMatchObject([{ actor: STAFF }])
})
