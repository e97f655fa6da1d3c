import { texts } from '../../utils/texts'
import { find } from '../../utils/goods'
import { change, count } from '../../utils/cart'

const app = getApp()

Page({
  data: {
    t: {},
    lines: [],
    total: 0,
    count: 0,
  },

  onLoad() {
    const t = texts()
    wx.setNavigationBarTitle({ title: t.cartTitle })
    this.setData({ t })
  },

  onShow() {
    this.refresh()
  },

  onQuantity({ currentTarget, detail }) {
    app.setCart(change(app.globalData.cart, currentTarget.dataset.id, detail.value))
    this.refresh()
  },

  onRemove({ currentTarget }) {
    app.setCart(change(app.globalData.cart, currentTarget.dataset.id, 0))
    this.refresh()
  },

  onLook() {
    wx.switchTab({ url: '/pages/home/home' })
  },

  async onBuy() {
    const { t } = this.data
    const { confirm } = await wx.showModal({
      title: t.buyTitle,
      content: t.buyAsk.replace('{n}', this.data.count),
      confirmText: t.confirm,
      cancelText: t.cancel,
      confirmColor: '#e0683f',
    })
    if (confirm) {
      app.setCart([])
      this.refresh()
      wx.showToast({ title: t.bought })
    }
  },

  refresh() {
    const { cart } = app.globalData
    const lines = cart.map(({ id, quantity }) => ({ ...find(id), quantity })).filter((line) => line.name)
    const total = lines.reduce((sum, line) => sum + line.price * line.quantity, 0)
    this.setData({ lines, total, count: count(cart) })
  },
})
