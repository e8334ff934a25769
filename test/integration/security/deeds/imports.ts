import { z } from 'zod'
import { waitUntil } from '../../../../scripts/clients/wait-until.js'
import type { Headers, House } from '../house.js'
import { fresh, json, post, WITHIN, type Deeds, type Request } from './deed.js'

const form = (text: string): Request => {
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="m.csv"\r\n\r\n'
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  return { url: '/api/imports?kind=members', headers, payload: `${head}${text}\r\n--b--\r\n` }
}

const MEMBERS = { mapping: { memberNo: 0 }, source: 'crm', isTrusted: true, phonesVerified: false }
const Uploaded = z.object({ importId: z.string() })

/** A file of so many members that is uploaded, and goes on to this state. */
async function importIn(
  house: House,
  admin: Headers,
  { rows, state }: Readonly<{ rows: number; state: 'uploaded' | 'checked' | 'running' | 'done' }>,
): Promise<string> {
  const lines = Array.from({ length: rows }, (_, n) => `${fresh()}${n}`)
  const file = form(`会员号\n${lines.join('\n')}\n`)
  const { importId } = await post(house, admin, file, Uploaded)
  const url = `/api/imports/${importId}`
  const until = (status: string) =>
    waitUntil(async () => {
      const answer = await house.ask('GET', url, { headers: admin })
      expect(answer.json()).toMatchObject({ status })
    }, WITHIN)
  if (state !== 'uploaded') {
    await post(house, admin, json(`${url}/check`, MEMBERS), z.unknown())
    await until('checked')
  }
  if (state === 'running' || state === 'done') {
    await post(house, admin, { url: `${url}/run` }, z.unknown())
  }
  if (state === 'done') {
    await until('done')
  }
  return importId
}

/** Lists of members and orders. */
export const IMPORTS_DEEDS: Deeds = {
  'POST /api/imports': {
    ...{ action: 'import.upload', subject: 'import', tells: 'new' },
    prepare: () => form('会员号\nC1\n'),
  },
  'POST /api/imports/:importId/check': {
    ...{ action: 'import.check', subject: 'import', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await importIn(house, admin, { rows: 1, state: 'uploaded' })
      return json(`/api/imports/${subjectId}/check`, MEMBERS, { subjectId })
    },
  },
  'POST /api/imports/:importId/run': {
    ...{ action: 'import.run', subject: 'import', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await importIn(house, admin, { rows: 1, state: 'checked' })
      return { url: `/api/imports/${subjectId}/run`, subjectId }
    },
  },
  'POST /api/imports/:importId/stop': {
    ...{ action: 'import.stop', subject: 'import', tells: 'change' },
    // several batches, so that it is still at work when it is told to stop
    prepare: async (house, admin) => {
      const subjectId = await importIn(house, admin, { rows: 5_000, state: 'running' })
      return { url: `/api/imports/${subjectId}/stop`, subjectId }
    },
  },
  'POST /api/imports/:importId/undo': {
    ...{ action: 'import.undo', subject: 'import', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await importIn(house, admin, { rows: 1, state: 'done' })
      return json(`/api/imports/${subjectId}/undo`, { reason: 'mistaken' }, { subjectId })
    },
  },
}
