import { Problem } from '../api/problem'
import { miniConfig } from '../config'
import { here, leaveFor } from '../redirect/redirect.h5'
import { write } from '../storage'

/** Set while someone who agreed is away on the sandbox's page. */
export const ASKED = 'phone.asked'

/** Goes to the sandbox's page that allows or refuses the number. Without a sandbox only WeChat can. */
export async function askForPhone(openid: string): Promise<never> {
  const { sandbox, appId } = await miniConfig()
  if (sandbox === null) {
    throw new Problem('needs-wechat')
  }
  write(ASKED, true)
  return leaveFor(`${sandbox.url}/h5/phone`, { appid: appId, openid, redirect_uri: here() })
}
