// A function that calls itself for ever. The exception is caught by nobody; the program goes on.
Page({
  data: { count: 0 },
  onTrigger() {
    const deeper = (depth) => deeper(depth + 1) + 1
    deeper(0)
  },
})
