import { miniConfig } from '../config'
import { Problem } from '../api/problem'
import { asText, read, remove, write } from '../storage'
import { here, leaveFor, takeReturned } from '../redirect/redirect.h5'
import type { LogInDoor } from './door.types'

const STATE = 'log-in.state'

/** The simulated WeChat log-in of the sandbox. Without a sandbox only WeChat itself can log in. */
export const door: LogInDoor = {
  async silentCode() {
    const returned = takeReturned(['code', 'state'])
    const expected = read(STATE, asText)
    remove(STATE)
    // Another page could send someone here with its own code: only what we asked for counts.
    return returned.code !== undefined && returned.state === expected ? returned.code : null
  },

  async askForCode() {
    const { sandbox, appId } = await miniConfig()
    if (sandbox === null) {
      throw new Problem('needs-wechat')
    }
    const state = randomState()
    write(STATE, state)
    return leaveFor(`${sandbox.url}/h5/login`, { appid: appId, redirect_uri: here(), state })
  },
}

function randomState(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
