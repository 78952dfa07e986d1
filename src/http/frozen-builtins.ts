const PROTOTYPES: readonly object[] = [Object, Array, String, Number, Boolean, Function, Promise].map(
  (owner) => owner.prototype,
);

/**
 * Freezes the functions that values of JSON inherit. A multipart `map` may name any path into the operation, and the
 * reader follows inherited names too: with `hasOwnProperty.call` one request could replace that for the whole process.
 * The prototypes themselves stay open; only properties of their functions can no longer be set.
 */
export function freezeBuiltinFunctions(): void {
  for (const prototype of PROTOTYPES) {
    for (const { value, get, set } of Object.values(Object.getOwnPropertyDescriptors(prototype))) {
      for (const candidate of [value, get, set]) if (isMethod(candidate)) Object.freeze(candidate);
    }
  }
}

/** Constructors are left alone: libraries do add statics to them, and the reader refuses the name. */
function isMethod(value: unknown): value is () => unknown {
  return typeof value === 'function' && !/^[A-Z]/.test(value.name);
}
