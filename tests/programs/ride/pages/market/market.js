const { t } = require('../../utils/texts.js')
const { kinds, coupons, goods } = require('../../utils/goods.js')

const ORDERS = {
  top: () => 0,
  sold: (a, b) => b.sold - a.sold,
  price: (a, b) => a.price - b.price,
  new: (a, b) => b.day - a.day,
}

Page({
  data: {
    words: {
      search: t('头盔、车灯、水壶…', 'Helmets, lights, bottles…'),
      cart: t('购物车', 'Cart'),
      from: t('满 {n} 可用', 'over ¥{n}'),
      take: t('领取', 'Take'),
      taken: t('已领', 'Taken'),
      none: t('没有找到，换个词试试', 'Nothing found. Try another word.'),
    },
    filters: [
      { id: 'top', name: t('综合', 'Featured') },
      { id: 'sold', name: t('销量', 'Best sellers') },
      { id: 'price', name: t('价格', 'Price') },
      { id: 'new', name: t('新品', 'New') },
    ],
    kinds,
    coupons: [],
    order: 'top',
    dear: false,
    columns: [[], []],
    inCart: 2,
    cartLabel: '',
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('长堤单车', 'Causeway Cycles') })
    const { words } = this.data
    this.setData({ coupons: coupons.map((coupon) => ({ ...coupon, fromText: words.from.replace('{n}', coupon.from) })) })
    this.search = ''
    this.fill()
    this.count(2)
  },

  // Two columns as even as the pictures' heights allow.
  fill() {
    const { order, dear } = this.data
    const found = goods.filter((item) => item.name.toLowerCase().includes(this.search)).sort(ORDERS[order])
    if (order === 'price' && dear) found.reverse()
    const columns = [[], []]
    found.forEach((item, at) => columns[at % 2].push(item))
    this.setData({ columns })
  },

  count(inCart) {
    this.setData({ inCart, cartLabel: t(`购物车，${inCart} 件`, `Cart, ${inCart} items`) })
  },

  onSearch({ detail }) {
    this.search = detail.value.trim().toLowerCase()
    this.fill()
  },

  onOrder({ currentTarget }) {
    const { id } = currentTarget.dataset
    this.setData({ order: id, dear: id === 'price' && this.data.order === 'price' ? !this.data.dear : false })
    this.fill()
  },

  onTake({ currentTarget }) {
    this.setData({ [`coupons[${currentTarget.dataset.at}].taken`]: true })
  },

  onBuy({ currentTarget }) {
    this.count(this.data.inCart + 1)
    wx.showToast({ title: t('已加入购物车', 'In your cart'), icon: 'success' })
  },
})
