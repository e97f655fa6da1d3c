import { texts } from '../../utils/texts'
import { find } from '../../utils/goods'
import { add } from '../../utils/cart'

const app = getApp()

Page({
  data: {
    t: {},
    item: null,
    quantity: 1,
    facts: [],
  },

  onLoad({ id = 'teapot' }) {
    const t = texts()
    const item = find(id) || find('teapot')
    wx.setNavigationBarTitle({ title: t.productTitle })
    const facts = Object.keys(t.facts).map((key) => ({ key, label: t.facts[key], value: item[key] }))
    this.setData({ t, item, facts })
  },

  onQuantity({ detail }) {
    this.setData({ quantity: detail.value })
  },

  onAdd() {
    app.setCart(add(app.globalData.cart, this.data.item.id, this.data.quantity))
    wx.showToast({ title: this.data.t.added, icon: 'success' })
  },

  onCart() {
    wx.switchTab({ url: '/pages/cart/cart' })
  },
})
