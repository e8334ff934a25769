import { z } from 'zod'
import { sha256Hex } from '../../../server/platform/crypto/index.js'
import type { Scenario } from '../../support/faults/crash-test.js'
import type { Callback } from '../../support/faults/mailbox.js'
import type { Stage } from '../../support/faults/stage.js'

/** One of the staff that the sandbox's first world has. */
const STAFF = 'zhangsan'

type Told = Readonly<{ callbackId: string; first: Callback }>
type Added = Told & Readonly<{ externalUserid: string }>

/** A person scans a staff member's code: WeCom's callback is in the mailbox. */
async function scan({ control, mailbox }: Stage): Promise<Added> {
  const { personId } = await control.addPerson({ name: '林晓棠' })
  const { externalUserid, callbackId } = await control.scan({ personId, userid: STAFF })
  return { externalUserid, callbackId: callbackId ?? '', first: await mailbox.next() }
}

/** A callback as the platform sends it: the bytes of the first try, then sealed anew for each further one. */
function tries({ control, mailbox }: Stage, { first, callbackId }: Told) {
  let made = 0
  return async () => {
    made += 1
    if (made > 1) {
      await control.send('POST', `/callbacks/${callbackId}/resend`, z.unknown())
    }
    const { url, headers, body } = made === 1 ? first : await mailbox.next()
    return { method: 'POST' as const, url, headers, payload: body }
  }
}

const inboxKeyOf = async ({ control }: Stage, { callbackId }: Told) =>
  `wecom:${sha256Hex((await control.callback(callbackId)).plaintext)}`

/** Stored, worked, welcomed: one customer, one relation, one welcome within its 20 s, each told once on the timeline. */
export const contactAddedWithWelcome: Scenario<null, Added> = {
  isCold: true,
  given: () => Promise.resolve(null),
  begin: (_given, stage) => scan(stage),
  async play(run, added, stage) {
    await run.insist(tries(stage, added))
    await run.work()
    return [await inboxKeyOf(stage, added)]
  },
  async end({ externalUserid }, { control, db }) {
    expect(await control.messages(externalUserid)).toHaveLength(1)
    const corpId = (await db.collection('identifiers').find().toArray()).length
    expect(corpId).toBeGreaterThan(0)
    expect(await db.collection('customers').countDocuments({ state: 'living' })).toBe(1)
    expect(await db.collection('welcomes').countDocuments()).toBe(1)
    const timeline = await db.collection('timeline').find().toArray()
    expect(timeline.map(({ type }) => String(type)).sort()).toEqual([
      'contact.added',
      'welcome.sent',
    ])
  },
}
