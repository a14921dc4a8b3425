// @ts-check
/** @import { Values } from "../types" */

/* What scripts say. The English words stand where they are said; `make scripts` lists them for translation. */

/** Marks a text as a message that is said later, or elsewhere. */
export const message = (/** @type {string} */ text) => text;

/**
 * Returns a message with each `{name}` replaced by the value of that name.
 * @param {string} text
 * @param {Values} [values]
 */
export const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
