import type { StaffService } from '../staff/staff.service.js'
import type { ChannelCodeView } from './channel-codes.contract.js'
import type { ChannelCode } from './channel-codes.domain.js'

export type ChannelCodeViews = ReturnType<typeof channelCodeViews>

/** Channel codes as the console shows them, with the names of their staff. */
export function channelCodeViews(staff: Pick<StaffService, 'namesOf'>) {
  return async (codes: readonly ChannelCode[]): Promise<ChannelCodeView[]> => {
    const staffOf = await staff.namesOf(codes.flatMap(({ userids }) => userids))
    return codes.map((code) => {
      const [first] = code.userids
      return {
        channelCodeId: code.channelCodeId,
        name: code.name,
        staff: code.userids.map((userid) => ({ userid, name: staffOf(userid).name })),
        storeName: first === undefined ? undefined : staffOf(first).storeName,
        state: code.stateToken,
        qrCodeUrl: `/api/channel-codes/${code.channelCodeId}/qr.png`,
        status: code.status,
        welcomeText: code.welcomeText,
        createdAt: code.createdAt.toISOString(),
        added: code.added,
        lost: code.lost,
        net: code.added - code.lost,
      }
    })
  }
}
