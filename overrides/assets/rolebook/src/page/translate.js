// @ts-check
/** @import { Values } from "../types" */
import { filled } from "../pure/messages.js";
import { all } from "./elements.js";

/** @type {Record<string, string> | undefined} */
let words;

/** Reads what the parts of the page hand to their scripts. */
const handed = () => Object.assign({}, ...all("[data-rb-words]").map((part) => JSON.parse(part.textContent)));

/**
 * Returns a message in the handbook's language, `{name}` replaced by the value of that name.
 * @param {string} message
 * @param {Values} [values]
 */
export const translate = (message, values) => {
  words ??= handed();
  return filled(words?.[message] || message, values);
};
