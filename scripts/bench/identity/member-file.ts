const SURNAMES = '王李张刘陈杨黄赵吴周'
const GIVEN = '伟芳娜敏静磊洋艳勇军杰娟涛明超霞平刚桂英'
const FIRST_PHONE = 13_100_000_000

/** A list of members, each with a card and a phone of its own, as a till writes one. */
export function memberFile({ rows, from }: Readonly<{ rows: number; from: number }>): Buffer {
  const pieces: string[] = ['会员号,手机号,姓名,注册日期,累计消费\n']
  for (let n = from; n < from + rows; n += 1) {
    const name = `${at(SURNAMES, n)}${at(GIVEN, n * 7)}${at(GIVEN, n * 3)}`
    const day = `202${n % 5}-0${1 + (n % 9)}-1${n % 10}`
    pieces.push(`VIP${n},${FIRST_PHONE + n * 97},${name},${day},${n % 9_000}.${10 + (n % 90)}\n`)
  }
  return Buffer.from(pieces.join(''))
}

const at = (text: string, n: number): string => text[n % text.length] ?? ''
