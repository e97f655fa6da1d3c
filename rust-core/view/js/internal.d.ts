// The shapes that the runtime scripts and Rust share. Programs see none of this. Rust's side is `src/bridge.rs` (operations)
// and the calls named in `exports.js`; a test compares the operations with that list.

/** `__minihost` while runtime scripts run. */
interface MinihostBridge extends Partial<ViewOperations> {
  /** Where the operations are, unless they stand on the bridge itself; `view.ops` is right either way. */
  ops?: ViewOperations;
  /** What Rust may call by name. */
  exports: Record<string, (...args: any[]) => any>;
  /** What the scripts of this folder share; later runtime scripts (the API) use it too. */
  view: ViewRuntime;
}

/** Answered by Rust. Instances are known by their number. */
interface ViewOperations {
  /** Data of an instance changed: [path, value, path, value …]. */
  update(id: number, changes: unknown[]): void;
  /** A component changed a property that is bound both ways. */
  modelChanged(id: number, name: string, value: unknown): void;
  /** A component changed a property by itself. */
  diverged(id: number): void;
  /** `place` is a stack for exceptions, a path without extension for warnings. */
  report(kind: 'exception' | 'warning' | 'unsupported', message: string, place: string): void;
  /** Throws if the value cannot cross into Rust. */
  check(value: unknown): void;
  /** Component instances in an instance's template. */
  select(id: number, selector: string, all: boolean): number[];
  ownerOf(id: number): number;
  pageOf(id: number): number;
  hostId(id: number): string;
  hostDataset(id: number): Record<string, unknown>;
  /** What is around a component in the template it stands in; 0 for native elements. */
  ancestors(id: number): number[];
  /** Components in a component's content, in document order. */
  contentComponents(id: number): number[];
  /** `detail` is a key of `view.details`. */
  trigger(id: number, name: string, detail: number, bubbles: boolean, composed: boolean, capture: boolean): void;
}

interface ViewRuntime {
  ops: ViewOperations;
  instances: Map<number, State>;
  definitions: Map<string, unknown>;
  /** What later runtime scripts add. Each gets the instance first, then the arguments of the method. */
  hooks: {
    selectorQuery?(instance: object): unknown;
    intersectionObserver?(instance: object, options?: object): unknown;
    mediaQueryObserver?(instance: object): unknown;
    tabBar?(instance: object): unknown;
    openerEventChannel?(instance: object): unknown;
    animate?(instance: object, ...args: unknown[]): unknown;
    clearAnimation?(instance: object, ...args: unknown[]): unknown;
    applyAnimatedStyle?(instance: object, ...args: unknown[]): unknown;
    clearAnimatedStyle?(instance: object, ...args: unknown[]): unknown;
    updatePerformanceListener?(instance: object, ...args: unknown[]): unknown;
    passiveEvent?(instance: object, ...args: unknown[]): unknown;
    /** After App.onError: `wx.onError` listeners. */
    appError?(message: string): void;
    /** After App.onUnhandledRejection: `wx.onUnhandledRejection` listeners. */
    unhandledRejection?(detail: { reason: unknown; promise: Promise<unknown> }): void;
  };
  /** Finders (selectComponent …) take a callback that gets what they found, too. */
  findersCallBack: boolean;
  app: any;
  /** Page instances, bottom first. */
  pages: object[];
  /** The state of an instance (`this` in a program); undefined for anything else. */
  stateOf(instance: unknown): State | undefined;
  /** Calls a program's function; what it throws is reported. */
  guard<T>(fn: (...args: any[]) => T, self: unknown, args: unknown[], where: string): T | undefined;
  report(error: unknown, where?: string): void;
  warn(message: string, path?: string): void;
}

interface State {
  id: number;
  /** What the program sees as `this`. */
  instance: any;
  data: Record<string, unknown>;
}
