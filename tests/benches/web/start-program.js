// Runs a compiled program in the web container: modules, a `wx` that knows little, the page, and a message when it is on screen.

(function () {
  const { program } = window
  // What inline scripts have beyond the language.
  window.getRegExp = (pattern, flags) => new RegExp(pattern, flags)
  window.getDate = (...parts) => new Date(...parts)
  const env = new adapter.MiniProgramEnv()
  const space = env.createCodeSpace('program', true)
  const backend = env.associateBackend()
  for (const name of Object.keys(program.configs)) space.addComponentStaticConfig(name, program.configs[name])
  for (const name of Object.keys(program.templates)) {
    space.addCompiledTemplate(name, { groupList: program.templates, content: program.templates[name] })
  }

  const system = { model: 'iPhone', brand: 'Apple', system: 'iOS 16.0', version: '8.0.0', windowWidth: 375, windowHeight: 812, screenWidth: 375, screenHeight: 812, pixelRatio: 1, statusBarHeight: 44, platform: 'android', SDKVersion: '3.0.0', safeArea: { top: 44, bottom: 778, left: 0, right: 375 }, language: 'zh_CN', theme: 'light' }
  const chain = () => new Proxy(function () {}, { get: (_, key) => (key === 'then' ? undefined : chain()), apply: () => chain() })
  const wx = new Proxy(
    { getSystemInfoSync: () => system, getWindowInfo: () => system, getDeviceInfo: () => system, getAppBaseInfo: () => system, canIUse: () => false, getStorageSync: () => '', getMenuButtonBoundingClientRect: () => ({ top: 48, bottom: 80, left: 281, right: 368, width: 87, height: 32 }), nextTick: (f) => setTimeout(f, 0) },
    { get: (known, key) => known[key] ?? (typeof key === 'string' && /^(create|get.*Manager)/.test(key) ? chain() : () => undefined) }
  )

  let app = {}
  const App = (definition) => {
    app = definition
    definition.onLaunch?.({ query: {}, path: program.page })
  }
  // The adapter knows no built-in behaviours.
  const plain = (definition) => {
    if (definition?.behaviors) definition.behaviors = definition.behaviors.filter((one) => typeof one !== 'string')
    return definition
  }
  const Component = (definition) => window.Component(plain(definition))
  const Page = (definition) => window.Page(definition)
  const Behavior = (definition) => window.Behavior(plain(definition))
  const loaded = {}
  function load(name) {
    const known = loaded[name]
    if (known) return known.exports
    const module = (loaded[name] = { exports: {} })
    const folder = name.split('/').slice(0, -1)
    const find = (to) => {
      const parts = to.startsWith('/') ? [] : folder.slice()
      for (const part of to.split('/')) {
        if (part === '..') parts.pop()
        else if (part !== '.' && part !== '') parts.push(part)
      }
      const stem = parts.join('/')
      return [stem, `${stem}.js`, `${stem}/index.js`].find((one) => program.modules[one])
    }
    program.modules[name]?.((to) => load(find(to)), module, module.exports, Component, Page, Behavior, App, () => app, wx)
    return module.exports
  }
  load('app.js')
  for (const name of program.order) space.globalComponentEnv(window, name, () => load(`${name}.js`))

  let page = { route: program.page, options: {} }
  window.getCurrentPages = () => [page]
  const root = backend.createRoot('page', space, program.page)
  const placeholder = document.createElement('span')
  document.body.append(placeholder)
  page = root.get()
  page.onLoad?.({})
  root.attach(document.body, placeholder)
  page.onShow?.()
  page.onReady?.()
  requestAnimationFrame(() => setTimeout(() => {
    const all = document.documentElement
    parent.postMessage([all.querySelectorAll('*').length, all.innerText.length], '*')
  }, 0))
})()
