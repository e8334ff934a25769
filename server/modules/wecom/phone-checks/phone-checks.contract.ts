import { z } from 'zod'

export const NewPhoneCheck = z.strictObject({
  externalUserid: z.string().min(1).max(128),
  phone: z.string().trim().min(1).max(40),
})
export const PhoneCheckView = z
  .object({ checkId: z.string(), phoneMasked: z.string(), expiresAt: z.string() })
  .meta({ id: 'PhoneCheck' })
export const PhoneCheckParams = z.object({ checkId: z.string().min(1).max(40) })
export const PhoneCheckCode = z.strictObject({ code: z.string().regex(/^\d{6}$/, 'six digits') })
export const CheckedPhone = z.object({ phoneMasked: z.string() })
