// A handler that never returns.
Page({
  data: { count: 0 },
  onTrigger() {
    let turns = 0
    while (true) {
      turns++
    }
  },
})
