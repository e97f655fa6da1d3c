// Memory taken until none is left.
Page({
  data: { count: 0 },
  onTrigger() {
    const hoard = []
    for (;;) {
      hoard.push(new Array(100000).fill(hoard.length))
    }
  },
})
