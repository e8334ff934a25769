/** What the shops sell. Prices in fen; `stock` null: made to order, never runs out. */
export type DemoSku = Readonly<{
  code: string
  name: string
  priceFen: number
  stock: number | null
}>
export type DemoProduct = Readonly<{
  name: string
  /** The shop sorts by it, as text: drinks come first, things to keep last. */
  category: '奶茶' | '纯茶' | '烘焙' | '茶周边'
  description: string
  art: 'cup' | 'roll' | 'croissant' | 'box' | 'bag' | 'cake' | 'bread' | 'tin'
  tint: string
  status: 'on-shelf' | 'off-shelf'
  skus: readonly DemoSku[]
  /** How often it is bought beside the others of its category. */
  weight: number
}>

type Look = Pick<DemoProduct, 'art' | 'tint' | 'weight'> & { status?: DemoProduct['status'] }

function product(
  category: DemoProduct['category'],
  name: string,
  description: string,
  { status = 'on-shelf', ...look }: Look,
  skus: readonly DemoSku[],
): DemoProduct {
  return { category, name, description, status, ...look, skus }
}

const sku = (code: string, name: string, priceFen: number, stock: number | null): DemoSku => ({
  code,
  name,
  priceFen,
  stock,
})

/** Drinks come in two cups. */
const cups = (code: string, mediumFen: number, largeFen: number) => [
  sku(`${code}-M`, '中杯 500 ml', mediumFen, null),
  sku(`${code}-L`, '大杯 650 ml', largeFen, null),
]

const DRINKS = [
  product(
    '奶茶',
    '桂花乌龙',
    '现摘桂花，炭焙乌龙打底，少糖也香。',
    { art: 'cup', tint: '#EFE1D2', weight: 30 },
    cups('NC-0401', 2100, 2400),
  ),
  product(
    '奶茶',
    '烤栗糯糯奶茶',
    '烤过的栗子泥和糯米，热饮更香。',
    { art: 'cup', tint: '#E8D5BE', weight: 18 },
    cups('NC-0412', 2200, 2500),
  ),
  product(
    '奶茶',
    '柚香生椰',
    '西柚果肉配生椰乳，不含牛奶。',
    { art: 'cup', tint: '#F3DCD2', weight: 14 },
    cups('NC-0408', 1900, 2200),
  ),
  product(
    '奶茶',
    '茉莉轻乳',
    '七窨茉莉，鲜奶一半，清清爽爽。',
    { art: 'cup', tint: '#E3E7DC', weight: 20 },
    cups('NC-0403', 1600, 1900),
  ),
  product(
    '奶茶',
    '黑糖珍珠鲜奶',
    '当天熬的黑糖，四小时内用完。',
    { art: 'cup', tint: '#E2D6CC', weight: 12 },
    cups('NC-0405', 1800, 2100),
  ),
  product(
    '纯茶',
    '冷泡凤凰单丛',
    '冷泡八小时，蜜兰香，无糖。',
    { art: 'cup', tint: '#E9E3CF', weight: 8 },
    cups('CC-0201', 1400, 1700),
  ),
  product(
    '纯茶',
    '正山小种',
    '松烟香，热饮，可续一次水。',
    { art: 'cup', tint: '#EBD8CB', weight: 5 },
    cups('CC-0203', 1300, 1600),
  ),
  product(
    '纯茶',
    '青提绿茶',
    '整颗青提，三分糖刚好。',
    { art: 'cup', tint: '#DFE8D6', weight: 10 },
    cups('CC-0206', 1700, 2000),
  ),
]

const BAKERY = [
  product(
    '烘焙',
    '海盐可颂',
    '二十七层，出炉四小时内最好吃。',
    { art: 'croissant', tint: '#EEDFCB', weight: 30 },
    [sku('HB-0101', '1 个', 1780, 3600)],
  ),
  product(
    '烘焙',
    '板栗奶油卷',
    '当天现烤，栗子泥卷进淡奶油。每周五下午三点出炉。',
    { art: 'roll', tint: '#EEDFCB', weight: 22 },
    [sku('HB-0108', '1 份', 1990, 1200)],
  ),
  product(
    '烘焙',
    '伯爵茶磅蛋糕',
    '佛手柑香，配热茶正好。',
    { art: 'cake', tint: '#E6DED6', weight: 10 },
    [sku('HB-0112', '1 片', 1680, 900), sku('HB-0112-W', '整条', 9800, 60)],
  ),
  product(
    '烘焙',
    '抹茶红豆包',
    '抹茶皮，红豆少糖。',
    { art: 'bread', tint: '#DFE6D3', weight: 9 },
    [sku('HB-0115', '1 个', 1280, 1500)],
  ),
]

const GOODS = [
  product(
    '茶周边',
    '桂花乌龙茶包',
    '门店同款茶底，十二包。',
    { art: 'box', tint: '#EFE1D2', weight: 10 },
    [sku('ZB-0301', '12 包', 4500, 800)],
  ),
  product(
    '茶周边',
    '山野随行杯',
    '双层不锈钢，自带杯减 2 元。',
    { art: 'tin', tint: '#DDE3E0', weight: 5 },
    [sku('ZB-0305-W', '雾白', 8900, 240), sku('ZB-0305-G', '苔绿', 8900, 180)],
  ),
  product(
    '茶周边',
    '帆布袋',
    '装得下两杯和一条吐司。',
    { art: 'bag', tint: '#E9E4DA', weight: 4 },
    [
      sku('ZB-0307-N', '本白', 3900, 300),
      // sold out, so that the shop has something to say about it
      sku('ZB-0307-G', '墨绿', 3900, 0),
    ],
  ),
  product(
    '茶周边',
    '中秋茶点礼盒',
    '应季，明年再见。',
    { art: 'box', tint: '#EBD9D0', weight: 0, status: 'off-shelf' },
    [sku('ZB-0312', '8 件', 16800, 0)],
  ),
]

export const PRODUCTS: readonly DemoProduct[] = [...DRINKS, ...BAKERY, ...GOODS]
