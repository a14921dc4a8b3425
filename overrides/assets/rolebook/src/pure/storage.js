// @ts-check
/* Where in a browser things are kept: one company's site never reads another's. */

/**
 * Returns the beginning of all keys of a site, by the address of a script of `assets/rolebook/`.
 * @param {string} script
 */
export const keysOf = (script) => `rolebook:${new URL("../../", script).pathname}:`;

/**
 * Returns the name that is kept under a key; nothing for a key of somebody else.
 * @param {string} keys
 * @param {string} key
 */
export const nameIn = (keys, key) => (key.startsWith(keys) ? key.slice(keys.length) : undefined);
