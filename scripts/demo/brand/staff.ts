import { OPERATIONS_DEPARTMENT, STORES } from './stores.js'

/** The 60 who work there: a manager per store, a second person in most, one in operations. */
export type DemoStaff = Readonly<{
  userid: string
  name: string
  gender: 1 | 2
  position: string
  departmentId: number
}>

// userid, name, gender (1 male, 2 female). Managers in the order of the stores; the sandbox's own three are among them.
const MANAGERS = `chenyi 陈意 2, hejia 何嘉 2, zhangsan 张三 1, linyue 林月 2, xuhao 徐浩 1, zhengwen 郑雯 2,
  panlei 潘磊 1, caiyun 蔡芸 2, dongjie 董杰 1, yuanjing 袁静 2, lvpeng 吕鹏 1, weixin 魏欣 2, jiangtao 蒋涛 1,
  shenli 沈丽 2, hanbing 韩冰 1, pengxue 彭雪 2, caojun 曹军 1, zengmin 曾敏 2, xiaofan 肖帆 1, tianyu 田雨 2,
  dongyan 邓妍 2, fengkai 冯凯 1, liangjie 梁洁 2, songyang 宋阳 1, tangrui 唐蕊 2, xuwei 许薇 2, guopeng 郭朋 1,
  maoning 毛宁 2, qiuyi 邱毅 1, luodan 罗丹 2, houliang 侯亮 1, longyan 龙燕 2, wanshuai 万帅 1, duanli 段莉 2,
  leiming 雷鸣 1, shimei 石梅 2`
const ASSISTANTS = `wangqing 王晴 2, lisi 李思 2, wangwu 王舞 2, zhouqi 周琪 2, sunyi 孙一 1, maxin 马昕 2,
  huyang 胡洋 1, gaomeng 高萌 2, linbo 林波 1, heyao 何瑶 2, guoran 郭然 1, yangfan 杨帆 1, huangting 黄婷 2,
  zhaolei 赵磊 1, wuyue 吴越 1, liuxin 刘歆 2, chenchen 陈晨 2, xiejun 谢俊 1, yeqing 叶青 2, sujia 苏佳 2,
  dinghao 丁昊 1, renjie 任洁 2, yaoyuan 姚远 1`

function rows(text: string) {
  return text.split(',').map((row) => {
    const [userid = '', name = '', gender] = row.trim().split(' ')
    return { userid, name, gender: gender === '1' ? (1 as const) : (2 as const) }
  })
}

const managers = rows(MANAGERS).map((staff, index) => ({
  ...staff,
  position: '店长',
  departmentId: STORES[index]?.departmentId ?? OPERATIONS_DEPARTMENT,
}))
const assistants = rows(ASSISTANTS).map((staff, index) => ({
  ...staff,
  position: '导购',
  departmentId: STORES[index]?.departmentId ?? OPERATIONS_DEPARTMENT,
}))
const operations: DemoStaff = {
  userid: 'liwei',
  name: '李维',
  gender: 1,
  position: '运营',
  departmentId: OPERATIONS_DEPARTMENT,
}

export const STAFF: readonly DemoStaff[] = [...managers, ...assistants, operations]

/** Who stands behind the counter of a store, the manager first. */
export function staffOfDepartment(departmentId: number): readonly DemoStaff[] {
  return STAFF.filter((staff) => staff.departmentId === departmentId)
}
