// One page per built-in component. Each page says what it shows, and keeps what was done to it in plain sight.
App({})
