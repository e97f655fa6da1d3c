// What the shop sells. Prices are whole cents.
import { isChinese } from './texts'

const CATEGORIES = [
  { id: 'tea', zh: '茶器', en: 'Tea' },
  { id: 'table', zh: '餐桌', en: 'Table' },
  { id: 'light', zh: '灯火', en: 'Light' },
  { id: 'green', zh: '绿植', en: 'Green' },
]

const GOODS = [
  {
    id: 'teapot', category: 'tea', price: 16800, was: 19800,
    zh: { name: '青釉茶壶', note: '一壶三人', about: '手工拉坯，釉色像雨后的竹林。壶嘴断水利落，倒茶不滴。', size: '600 毫升', material: '高温陶', care: '热水冲洗即可' },
    en: { name: 'Celadon teapot', note: 'Serves three', about: 'Thrown by hand, with a glaze like bamboo after rain. The spout cuts the flow cleanly and never drips.', size: '600 ml', material: 'Stoneware', care: 'Rinse with hot water' },
  },
  {
    id: 'mug', category: 'tea', price: 5900, was: 0,
    zh: { name: '暖阳马克杯', note: '握着刚好', about: '杯壁厚实，热茶不烫手。把手能放进四根手指。', size: '350 毫升', material: '陶瓷', care: '可进洗碗机' },
    en: { name: 'Sunlit mug', note: 'Fits the hand', about: 'Thick walls keep the heat inside and off your fingers. The handle takes four of them.', size: '350 ml', material: 'Ceramic', care: 'Dishwasher safe' },
  },
  {
    id: 'bowl', category: 'table', price: 4200, was: 0,
    zh: { name: '麦田汤碗', note: '一碗刚好', about: '碗口微微外翻，端起来不滑手。适合汤面和沙拉。', size: '直径 16 厘米', material: '陶瓷', care: '可进微波炉' },
    en: { name: 'Wheat field bowl', note: 'Just one helping', about: 'The rim turns out a little, so it is easy to lift. Good for noodles and for salads.', size: '16 cm across', material: 'Ceramic', care: 'Microwave safe' },
  },
  {
    id: 'vase', category: 'table', price: 8800, was: 10800,
    zh: { name: '细颈花瓶', note: '一枝就好', about: '窄窄的瓶颈，一枝花就能站得稳。', size: '高 24 厘米', material: '粗陶', care: '勤换水' },
    en: { name: 'Slender vase', note: 'One stem is enough', about: 'A narrow neck, so that a single stem stands straight.', size: '24 cm tall', material: 'Stoneware', care: 'Change the water often' },
  },
  {
    id: 'lamp', category: 'light', price: 25600, was: 32000,
    zh: { name: '橘色台灯', note: '三档亮度', about: '灯罩用棉麻布手工绷成，光像傍晚的太阳。', size: '高 38 厘米', material: '榉木、棉麻', care: '干布擦拭' },
    en: { name: 'Apricot lamp', note: 'Three levels of light', about: 'The shade is stretched by hand from linen; it glows like the late sun.', size: '38 cm tall', material: 'Beech and linen', care: 'Wipe with a dry cloth' },
  },
  {
    id: 'candle', category: 'light', price: 6800, was: 0,
    zh: { name: '雪松蜡烛', note: '约四十小时', about: '大豆蜡，淡淡的雪松香，烧完的杯子可以种花。', size: '200 克', material: '大豆蜡', care: '修短烛芯' },
    en: { name: 'Cedar candle', note: 'About forty hours', about: 'Soy wax with a light scent of cedar. Plant something in the jar afterwards.', size: '200 g', material: 'Soy wax', care: 'Trim the wick' },
  },
  {
    id: 'monstera', category: 'green', price: 9900, was: 0,
    zh: { name: '小龟背竹', note: '散光就好', about: '不用晒太阳，一周浇一次水，春天会长新叶。', size: '高 30 厘米', material: '含陶盆', care: '每周浇水一次' },
    en: { name: 'Little monstera', note: 'Happy in the shade', about: 'Needs no direct sun and water once a week. New leaves come in spring.', size: '30 cm tall', material: 'With a clay pot', care: 'Water once a week' },
  },
  {
    id: 'cactus', category: 'green', price: 3600, was: 4500,
    zh: { name: '圆圆仙人掌', note: '一个月浇一次', about: '最会原谅人的植物，忘了浇水也没关系。', size: '高 12 厘米', material: '含陶盆', care: '每月浇水一次' },
    en: { name: 'Round cactus', note: 'Water once a month', about: 'The most forgiving of plants. It does not mind being forgotten.', size: '12 cm tall', material: 'With a clay pot', care: 'Water once a month' },
  },
]

const inLanguage = (item) => {
  const { zh, en, ...rest } = item
  return { ...rest, ...(isChinese() ? zh : en), picture: `/images/goods/${item.id}.svg` }
}

export const all = () => GOODS.map(inLanguage)

export const find = (id) => all().find((item) => item.id === id)

export const categories = () => CATEGORIES.map(({ id, zh, en }) => ({ id, name: isChinese() ? zh : en }))
