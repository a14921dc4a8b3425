// @ts-check
/* What a reader saves. It stays in this browser, and one company's site never reads another's. */
import { keysOf, nameIn } from "../pure/storage.js";
import { script } from "./here.js";

const keys = keysOf(script);

/**
 * Returns what was saved under a name, or the given value; what cannot be read counts as nothing.
 * @param {string} name
 * @param {unknown} [otherwise]
 * @returns {any}
 */
export const read = (name, otherwise = null) => {
  try {
    return JSON.parse(localStorage.getItem(keys + name) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
};

/**
 * Saves a value under a name; tells whether the browser took it.
 * @param {string} name
 * @param {unknown} value
 */
export const write = (name, value) => {
  try {
    localStorage.setItem(keys + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};

/** Forgets what was saved under a name. */
export const remove = (/** @type {string} */ name) => {
  try {
    localStorage.removeItem(keys + name);
  } catch {
    /* Where nothing can be saved, nothing has to be forgotten. */
  }
};

/** Returns the names that begin with a prefix. */
export const names = (/** @type {string} */ prefix) => {
  try {
    return Object.keys(localStorage).flatMap((key) => nameIn(keys, key) ?? []).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
};

/**
 * Calls `changed(name)` when another tab saved or forgot something of this site; no name when it forgot all.
 * @param {(name: string | null) => void} changed
 */
export const onChange = (changed) => {
  window.addEventListener("storage", ({ key }) => {
    const name = key === null ? null : nameIn(keys, key);
    if (name !== undefined) changed(name);
  });
};
