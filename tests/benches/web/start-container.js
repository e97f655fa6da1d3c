// The list of the web container: a tap on a row opens the program in an iframe, and closes it when asked.

window.start = async function (address, keep) {
  document.querySelector('iframe')?.remove()
  const row = document.createElement('li')
  row.textContent = address
  document.getElementById('list').replaceChildren(row)
  // The frame before is over.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
  const shown = new Promise((resolve, reject) => {
    window.onmessage = (event) => resolve(event.data)
    setTimeout(() => reject(new Error(`${address} showed nothing`)), 20_000)
  })
  let start
  row.onclick = () => {
    start = performance.now()
    const frame = document.createElement('iframe')
    frame.src = address
    document.body.append(frame)
  }
  row.click()
  const counts = await shown
  const ms = performance.now() - start
  if (!keep) document.querySelector('iframe').remove()
  return [ms, ...counts]
}
