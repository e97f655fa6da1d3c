// A list of a million nodes.
Page({
  data: { count: 0, rows: [] },
  onTrigger() {
    this.setData({ rows: new Array(1000000).fill(0) })
  },
})
