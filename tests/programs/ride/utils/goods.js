// What the shop sells. Prices in cents; `sold` and `day` (how new it is) are what people sort by.
const { t } = require('./texts.js')

const KINDS = [
  ['road', t('公路车', 'Road')],
  ['city', t('城市车', 'City')],
  ['kids', t('童车', 'Kids')],
  ['parts', t('零件', 'Parts')],
  ['wear', t('骑行服', 'Wear')],
  ['light', t('车灯', 'Lights')],
  ['tools', t('工具', 'Tools')],
  ['bags', t('包袋', 'Bags')],
  ['rent', t('租车', 'Rental')],
  ['club', t('俱乐部', 'Club')],
]

const COUPONS = [
  { id: 'first', cut: 50, from: 299, name: t('新人礼', 'First order'), until: t('今晚 24 点到期', 'Ends tonight'), taken: false },
  { id: 'light', cut: 30, from: 199, name: t('夜骑季', 'Night rides'), until: t('还剩 3 天', '3 days left'), taken: true },
  { id: 'parts', cut: 120, from: 899, name: t('整车升级', 'Upgrades'), until: t('10 月 31 日前', 'Until 31 Oct'), taken: false },
]

const GOODS = [
  { id: 'helmet', kind: 'wear', price: 26900, was: 32900, sold: 1240, day: 3, badge: 'sale', name: t('微风通勤头盔 二十四孔 轻至 230 克', 'Breeze commuter helmet, 24 vents, 230 g'), tags: [t('双重认证', 'Certified'), t('两年换新', '2-year swap')] },
  { id: 'bottle', kind: 'parts', price: 8900, was: 0, sold: 8630, day: 1, badge: '', name: t('涟漪保冷水壶 650 ml', 'Ripple insulated bottle 650 ml'), tags: [t('不含 BPA', 'BPA free')] },
  { id: 'bell', kind: 'parts', price: 5900, was: 0, sold: 12700, day: 2, badge: 'top', name: t('黄铜车铃，声音清亮', 'Brass bell with a clear ring'), tags: [t('手工打磨', 'Hand polished')] },
  { id: 'bag', kind: 'bags', price: 45900, was: 0, sold: 416, day: 8, badge: 'new', name: t('帆布驮包「渡口」单只 18 升 防泼水', 'Ferry canvas pannier, 18 litres, water repellent'), tags: [t('快拆', 'Quick release'), t('反光条', 'Reflective')] },
  { id: 'lamp', kind: 'light', price: 15950, was: 19900, sold: 3080, day: 5, badge: 'sale', name: t('灯塔前灯 800 流明 USB-C 充电', 'Beacon front light 800 lm, USB-C'), tags: [t('防水 IPX6', 'IPX6')] },
  { id: 'lock', kind: 'tools', price: 18800, was: 0, sold: 905, day: 4, badge: '', name: t('合金 U 形锁', 'Alloy U-lock'), tags: [t('防剪', 'Cut resistant')] },
  { id: 'pump', kind: 'tools', price: 12800, was: 16800, sold: 2210, day: 6, badge: 'sale', name: t('立式打气筒 带气压表', 'Floor pump with gauge'), tags: [t('美嘴法嘴通用', 'Fits all valves')] },
  { id: 'jersey', kind: 'wear', price: 32900, was: 0, sold: 640, day: 7, badge: 'new', name: t('长堤骑行衫 夏季短袖 速干', 'Causeway jersey, short sleeves, quick dry'), tags: [t('男女同款', 'Unisex')] },
]

const BADGES = { sale: t('特价', 'Sale'), top: t('热卖', 'Top'), new: t('新品', 'New') }

// 12700 is "1.3万" in Chinese and "12.7k" in English.
function count(number) {
  const short = (value, unit) => `${value.toFixed(1).replace('.0', '')}${unit}`
  if (t(true, false)) return number < 10000 ? String(number) : short(number / 10000, '万')
  return number < 1000 ? String(number) : short(number / 1000, 'k')
}

module.exports = {
  kinds: KINDS.map(([id, name]) => ({ id, name })),
  coupons: COUPONS,
  goods: GOODS.map((item) => ({
    ...item,
    badgeText: BADGES[item.badge] || '',
    whole: String(Math.floor(item.price / 100)),
    cents: item.price % 100 ? `.${String(item.price % 100).padStart(2, '0')}` : '',
    wasText: item.was ? `¥${item.was / 100}` : '',
    soldText: t(`已售 ${count(item.sold)}`, `${count(item.sold)} sold`),
  })),
}
