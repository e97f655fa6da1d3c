// The well-behaved program that is opened beside the others: it counts taps.
Page({
  data: { count: 0 },
  onTrigger() {
    this.setData({ count: this.data.count + 1 })
  },
})
