// Freezes the language of the inline scripts' realm: scripts of one program share it, and what one changes must not reach the other.
(function () {
  'use strict';
  const { getOwnPropertyDescriptor, defineProperty, freeze, getPrototypeOf } = Object;
  const seen = new Set();

  // On a frozen prototype, `object.toString = ...` would fail for every object below it. An accessor keeps that working.
  const assignable = (prototype) => {
    for (const key of Reflect.ownKeys(prototype)) {
      const { configurable, value, writable } = getOwnPropertyDescriptor(prototype, key);
      if (!configurable || !writable) continue;
      defineProperty(prototype, key, {
        get: () => value,
        set(next) {
          if (this === prototype) return;
          defineProperty(this, key, { value: next, writable: true, enumerable: true, configurable: true });
        },
      });
    }
  };
  for (const each of [Object, Function, Array, Error]) assignable(each.prototype);

  const visit = (value) => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    freeze(value);
    visit(getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = getOwnPropertyDescriptor(value, key);
      visit(descriptor.value);
      visit(descriptor.get);
      visit(descriptor.set);
    }
  };
  for (const key of Reflect.ownKeys(globalThis)) {
    const descriptor = getOwnPropertyDescriptor(globalThis, key);
    if (descriptor.value !== globalThis) visit(descriptor.value);
  }
  for (const sample of [function () {}, function* () {}, async function () {}, [][Symbol.iterator](), new Map().entries(), new Set().entries(), ''[Symbol.iterator]()]) {
    visit(getPrototypeOf(sample));
  }
  freeze(globalThis);
})
