// A 50 MB setData.
Page({
  data: { count: 0, rows: [] },
  onTrigger() {
    const row = 'x'.repeat(1024)
    const rows = []
    for (let index = 0; index < 50 * 1024; index++) {
      rows.push(row + index)
    }
    this.setData({ rows })
  },
})
