import type { Random } from '../random.js'

/** Believable names: surnames as frequent as in the south, given names of today's twenty- to forty-year-olds. */

// each surname with its share
const SURNAMES =
  `陈 90,李 85,黄 70,张 66,林 60,王 58,刘 54,吴 40,杨 34,周 32,梁 28,罗 24,郑 22,谢 21,何 21,许 19,
  朱 18,曾 18,邓 17,彭 16,叶 16,郭 15,蔡 15,徐 15,钟 14,胡 14,苏 13,赖 12,冯 12,温 11,卢 11,唐 11,曹 9,廖 9,丁 9,
  韩 8,潘 8,沈 8,宋 8,余 8,程 7,姚 7,方 7,邱 7,江 7,范 6,石 6,傅 5,戴 5,夏 5,陆 5,孟 4,欧阳 3,钱 3,尹 3,白 3`
    .split(',')
    .map((row) => row.trim().split(' '))
    .map(([surname = '', share]) => ({ surname, share: Number(share) }))

const WOMEN =
  `晓彤 思琪 雨欣 嘉怡 诗涵 梓晴 佳慧 静雯 婉婷 雅琴 丽华 晓燕 美玲 慧敏 淑仪 倩文 可欣 梦瑶 欣怡 紫薇 若曦 佩珊
  咏诗 凯琳 晓琳 思颖 慧琳 艳红 春梅 秋月 冬梅 小红 文静 海燕 玉兰 丹丹 莉莉 婷婷 芳芳 敏仪 婉仪 绮雯 晴 悦 颖 洁 琳 瑶 蕾
  菲 璐 妍 薇 倩 雪 静 娟 敏 燕 玲 萍 晓雯 雪莹 语嫣 沁怡 芷若 安琪 一诺 子涵 依依 晨曦 心怡 乐怡 宛如 素芬 桂芳 惠珍 秀英`
    .trim()
    .split(/\s+/)
const MEN =
  `志强 建华 伟明 俊杰 浩然 宇轩 子豪 文博 嘉豪 永康 国栋 家明 志伟 晓东 海涛 立新 振宇 明辉 天宇 泽宇 思远 子轩
  俊豪 伟杰 文杰 少华 锦荣 汉明 启航 一凡 景行 书豪 承恩 宏伟 建平 志勇 卫东 家乐 浩 杰 鹏 磊 涛 斌 超 勇 刚 峰 俊 凯 亮
  帆 晨 翔 航 睿 毅 旭 坤 铭 博 宁 彦 皓轩 泽楷 梓睿 智恒 耀华 兆基 国强 少波 伟文 广生 炳坤 德荣 嘉俊 卓文 俊辉 冠宇 子健`
    .trim()
    .split(/\s+/)

const SHARE_OF_WOMEN = 0.64

export type Named = Readonly<{ name: string; gender: 1 | 2 }>

/** A name with the gender that WeChat would show (1 male, 2 female). Two people may share one, as in life. */
export function personName(random: Random): Named {
  const { surname } = random.weighted(SURNAMES, ({ share }) => share)
  const isWoman = random.chance(SHARE_OF_WOMEN)
  return { name: surname + random.pick(isWoman ? WOMEN : MEN), gender: isWoman ? 2 : 1 }
}

// The middle four digits are 0000: the numbers look like numbers and belong to nobody we could mean.
const PREFIXES =
  `134 135 136 137 138 139 147 150 151 152 157 158 159 178 182 183 187 188 130 131 132 155 156 185 186 133
  153 180 181 189`
    .trim()
    .split(/\s+/)
const TAILS = 10_000

/** The phone of the person with this number; different for every number below 300,000. */
export function phoneOf(index: number): string {
  const prefix = PREFIXES[index % PREFIXES.length] ?? ''
  const tail = (Math.floor(index / PREFIXES.length) * 37 + index * 7_919 + 11) % TAILS
  return `${prefix}0000${String(tail).padStart(4, '0')}`
}
