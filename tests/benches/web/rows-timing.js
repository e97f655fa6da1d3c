// Times one operation: until the script is done, until everything has its place, until a frame has passed.

window.timed = async function (name, thousand) {
  if (name === 'restart') {
    window.rows.restart()
    window.side.clear()
    return [0, 0, 0]
  }
  if (name === 'measure') {
    const all = [...document.querySelectorAll('.row')].map((one) => one.getBoundingClientRect())
    const labels = [...document.querySelectorAll('.label')].slice(0, 4).map((one) => one.getBoundingClientRect())
    const shown = [all.length, all[all.length - 1].bottom, ...labels.flatMap((one) => [one.left, one.top, one.width])]
    return shown.map((x) => Math.round(x * 10) / 10)
  }
  // The frame before is over, so that none of its work is counted.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
  const start = performance.now()
  if (name === 'create10') window.side.create(thousand * 10)
  else window.side[name](thousand)
  const script = performance.now()
  document.documentElement.getBoundingClientRect()
  document.querySelector('.rows').lastElementChild?.getBoundingClientRect()
  const layout = performance.now()
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
  return [script - start, layout - start, performance.now() - start]
}
