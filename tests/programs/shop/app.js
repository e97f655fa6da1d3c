// A shop for pottery and plants: a tab bar with three pages, a product page, a cart that is kept in storage.
import { texts } from './utils/texts'
import * as cart from './utils/cart'

App({
  globalData: {
    cart: [],
  },

  onLaunch() {
    this.globalData.cart = cart.load()
    const { tabs } = texts()
    tabs.forEach((text, index) => wx.setTabBarItem({ index, text, fail() {} }))
    this.showBadge()
  },

  // Replaces the cart: keeps it for the next start and updates the number on the tab.
  setCart(lines) {
    this.globalData.cart = lines
    cart.save(lines)
    this.showBadge()
  },

  showBadge() {
    const count = cart.count(this.globalData.cart)
    if (count > 0) {
      wx.setTabBarBadge({ index: 2, text: count > 99 ? '99+' : String(count), fail() {} })
    } else {
      wx.removeTabBarBadge({ index: 2, fail() {} })
    }
  },
})
