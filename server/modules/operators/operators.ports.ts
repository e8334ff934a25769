import type { Result } from '../../platform/errors/index.js'

/** WeCom's log-in of staff; the integration fits by shape. */
export type StaffLogin = Readonly<{
  staffOfLoginCode(
    code: string,
  ): Promise<
    Result<
      | Readonly<{ kind: 'staff'; userid: string }>
      | Readonly<{ kind: 'outsider'; externalUserid?: string }>,
      'login-code-invalid'
    >
  >
}>

/** Where a staff member goes to log in, and comes back from with `code` and `state`. */
export type StaffLoginUrls = Readonly<{
  inClient(back: Readonly<{ redirectUrl: string; state: string }>): string
}>

/** Lets the sidebar use WeCom's JS-SDK. */
export type JssdkSignature = Readonly<{
  agentConfigSignature(url: string): Promise<
    Readonly<{
      corpId: string
      agentId: string
      timestamp: number
      nonceStr: string
      signature: string
    }>
  >
}>

/** The staff as synced from WeCom; null for somebody who is unknown or has left. */
export type StaffDirectory = Readonly<{
  activeStaff(
    userid: string,
  ): Promise<Readonly<{ name: string; storeCodes: readonly string[] }> | null>
}>

export type BrandReader = Readonly<{ brand(): Promise<{ name: string }> }>
