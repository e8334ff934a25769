/** The 36 stores of the invented brand: areas of Shenzhen, buildings that do not exist. */
export type DemoStore = Readonly<{
  storeCode: string
  name: string
  address: string
  /** Its department in WeCom. */
  departmentId: number
  /** How many customers it has beside the others. */
  weight: number
}>

export const BRAND = '山野茶铺'

// district, name, street and house, weight
const ROWS = [
  ['南山区', '科苑南店', '科苑南路 2166 号云杉里 1 层', 2.4],
  ['福田区', '车公庙店', '泰然二路 88 号青禾中心 1 层', 1.9],
  ['宝安区', '坪洲店', '海秀路 312 号望潮天地 1 层', 1.2],
  ['龙华区', '红山店', '腾龙路 57 号木棉里 B1 层', 1.5],
  ['龙岗区', '坂田店', '五和大道 705 号松果荟 1 层', 1.6],
  ['南山区', '后海店', '登良路 29 号海棠坊 1 层', 1.7],
  ['南山区', '深大店', '学府路 186 号书香里 1 层', 1.6],
  ['南山区', '西丽店', '留仙大道 1021 号鹿鸣广场 1 层', 1.1],
  ['南山区', '蛇口店', '公园路 45 号渔火小巷 3 号铺', 1.0],
  ['南山区', '华侨城店', '香山东街 12 号雀舌园 1 层', 1.0],
  ['南山区', '前海湾店', '梦海大道 903 号云帆汇 B1 层', 0.9],
  ['南山区', '白石洲店', '沙河街 71 号榕下 1 层', 1.0],
  ['南山区', '桃园店', '南光路 158 号半山集 1 层', 0.9],
  ['福田区', '会展中心店', '福华三路 266 号白鹭汇 B1 层', 1.6],
  ['福田区', '华强北店', '振兴路 83 号星芒里 1 层', 1.3],
  ['福田区', '岗厦店', '彩田路 2088 号知行荟 1 层', 1.2],
  ['福田区', '上梅林店', '中康路 96 号梅林小集 1 层', 1.1],
  ['福田区', '香蜜湖店', '香梅路 1176 号荔影坊 1 层', 0.9],
  ['福田区', '景田店', '景田路 61 号晴川里 1 层', 0.9],
  ['福田区', '新洲店', '新洲路 3139 号禾苗汇 1 层', 0.8],
  ['罗湖区', '东门店', '晒布路 24 号老巷 5 号铺', 1.2],
  ['罗湖区', '国贸店', '人民南路 2205 号观澜阁 1 层', 1.0],
  ['罗湖区', '水贝店', '贝丽北路 67 号拾光里 1 层', 0.8],
  ['罗湖区', '翠竹店', '翠竹路 1138 号竹里 1 层', 0.7],
  ['宝安区', '宝安中心店', '兴华一路 99 号海韵荟 B1 层', 1.4],
  ['宝安区', '西乡店', '西乡大道 236 号榕树湾 1 层', 1.0],
  ['宝安区', '固戍店', '航城大道 78 号青柠里 1 层', 0.7],
  ['宝安区', '沙井店', '中心路 418 号听涛广场 1 层', 0.8],
  ['龙华区', '民治店', '民治大道 629 号云朵集 1 层', 1.3],
  ['龙华区', '清湖店', '清龙路 31 号湖畔里 1 层', 0.9],
  ['龙华区', '观澜店', '观澜大道 512 号溪山汇 1 层', 0.6],
  ['龙岗区', '布吉店', '吉华路 273 号半夏里 1 层', 1.1],
  ['龙岗区', '龙城广场店', '龙翔大道 3088 号银杏汇 1 层', 1.0],
  ['龙岗区', '大运店', '龙飞大道 147 号追光里 1 层', 0.8],
  ['光明区', '光明城店', '光明大道 1590 号麦田里 1 层', 0.5],
  ['盐田区', '沙头角店', '深盐路 2061 号望海巷 1 层', 0.5],
] as const

/** 1 is the head office and 2 the sandbox's first shop, which becomes the first store. */
const FIRST_DEPARTMENT = 2

export const STORES: readonly DemoStore[] = ROWS.map(([district, name, place, weight], index) => ({
  storeCode: `SZ${String(index + 1).padStart(3, '0')}`,
  name,
  address: `深圳市${district}${place}`,
  departmentId: FIRST_DEPARTMENT + index,
  weight,
}))

export const OPERATIONS_DEPARTMENT = FIRST_DEPARTMENT + STORES.length
