const origins = new WeakMap<object, string>();

/**
 * Records the file that declares a custom addon, so that its problems name that file and not the cluster's. The stack's
 * first two frames are this function and `defineAddon`.
 */
export function noteOrigin(addon: object): void {
  const frame = new Error().stack?.split('\n')[3];
  const path = /(?:file:\/\/)?(\/[^():]+):\d+:\d+\)?$/.exec(frame ?? '')?.[1];
  if (path !== undefined) origins.set(addon, path);
}

/** Absolute path of the file that declares an addon with `defineAddon`; `undefined` for those of `@espalier/addons`. */
export function originOf(addon: object): string | undefined {
  return origins.get(addon);
}
