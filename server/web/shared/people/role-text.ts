import type { Answer } from '../http/answer.js'

type Role = Answer<'/api/session'>['operator']['role']

const ROLES: Record<Role, string> = {
  admin: '管理员',
  operator: '运营',
  'store-manager': '店长',
  staff: '店员',
  'read-only': '只看',
}

export const roleText = (role: Role): string => ROLES[role]
