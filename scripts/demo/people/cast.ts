import { STORES } from '../brand/stores.js'
import { dayBefore, DAY_MS } from '../sales/calendar.js'
import type { DemoPerson, Habit } from './people.js'

/** The few whom the stories, the screens and the pictures in the README show; everybody else is drawn by lot. */

type Member = Readonly<{
  key: string
  name: string
  gender: 1 | 2
  phone: string
  store: string
  habit: Habit
  joinedDaysAgo: number
  isMini?: boolean
  memberNo?: string
  isContact?: boolean
}>

const MEMBERS: readonly Member[] = [
  {
    key: 'demo-lin-xiaotang',
    name: '林晓棠',
    gender: 2,
    phone: '13800006021',
    store: '科苑南店',
    habit: 'daily',
    joinedDaysAgo: 622,
    memberNo: 'SY20318846',
  },
  // a friend in WeCom who has never bought
  {
    key: 'demo-zhao-yiming',
    name: '赵一鸣',
    gender: 1,
    phone: '13900007745',
    store: '车公庙店',
    habit: 'never',
    joinedDaysAgo: 12,
    isMini: false,
  },
  // orders in the mini-program, no friend of any staff member
  {
    key: 'demo-shen-jiayi',
    name: '沈嘉宜',
    gender: 2,
    phone: '15000002208',
    store: '后海店',
    habit: 'regular',
    joinedDaysAgo: 64,
    isContact: false,
  },
  // came this week for the first time
  {
    key: 'demo-huang-zijun',
    name: '黄子君',
    gender: 2,
    phone: '18600001134',
    store: '坂田店',
    habit: 'now-and-then',
    joinedDaysAgo: 3,
    memberNo: 'SY20316001',
  },
]

const HOUR_MS = 60 * 60 * 1000
/** 18:05 in Shanghai, after work. */
const EVENING_MS = 18 * HOUR_MS + 5 * 60_000

export const LIN = 'demo-lin-xiaotang'

export const CAST: readonly ((index: number, now: Date) => DemoPerson)[] = MEMBERS.map(
  ({ store, joinedDaysAgo, isMini = true, isContact = true, memberNo = null, ...member }) =>
    (index, now) => ({
      ...member,
      index,
      home: STORES.find(({ name }) => name === store) ?? unknownStore(store),
      joinedAt: new Date(dayBefore(now, joinedDaysAgo).getTime() + (EVENING_MS % DAY_MS)),
      isMini,
      isContact,
      memberNo,
    }),
)

function unknownStore(name: string): never {
  throw new Error(`the cast names a store that does not exist: ${name}`)
}
