// Data nested a million levels deep, given to setData.
Page({
  data: { count: 0 },
  onTrigger() {
    let nested = {}
    for (let depth = 0; depth < 1000000; depth++) {
      nested = { nested }
    }
    this.setData({ nested })
  },
})
