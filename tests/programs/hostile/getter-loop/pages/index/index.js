// A getter in the data given to setData that never returns.
Page({
  data: { count: 0, value: 0 },
  onTrigger() {
    const trap = {
      get value() {
        for (;;);
      },
    }
    this.setData({ trap })
  },
})
