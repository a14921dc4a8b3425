// @ts-check
/** @import { Role } from "../types" */
/* Roles as data, loaded when they are needed; by a script element, so that pages opened as files can too. */
import { script } from "./here.js";

/** @typedef {{ promise: Promise<Role>, resolve: (role: Role) => void, reject: (error: Error) => void }} Entry */

const root = new URL("../../data/roles/", script);

/* What a role's data calls is the page's, for all scripts on it. */
const page = (window.rolebook ??= {});

/** @type {globalThis.Map<string, Entry>} */
const waiting = (page.waiting ??= new Map());

page.receive = (/** @type {string} */ id, /** @type {Role} */ role) => waiting.get(id)?.resolve(role);

/** @returns {Entry} */
const entryOf = (/** @type {string} */ id) => {
  const entry = /** @type {Entry} */ ({});
  entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
  entry.promise.catch(() => waiting.delete(id));
  const element = document.createElement("script");
  element.src = new URL(`${encodeURIComponent(id)}.js`, root).href;
  /* What loaded without handing over a role was something else; a later try may do better. */
  element.onload = element.onerror = () => {
    element.remove();
    entry.reject(new Error(id));
  };
  document.head.append(element);
  return entry;
};

/**
 * Returns a promise of a role by its id; it is rejected when this handbook has no such role.
 * @param {string} id
 * @returns {Promise<Role>}
 */
export const roleData = (id) => {
  const entry = waiting.get(id) ?? entryOf(id);
  waiting.set(id, entry);
  return entry.promise;
};
