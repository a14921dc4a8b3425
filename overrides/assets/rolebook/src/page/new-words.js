// @ts-check
/* Which words of an expectation are new against another level: the page says it, this shows it. */
import { all, make } from "./elements.js";

const names = (/** @type {string | undefined} */ levels, /** @type {number} */ level) => (levels ?? "").split(" ").includes(String(level));

/**
 * Marks what is new in an element against a level, counted from 0: words, or all where it keeps few of them.
 * @param {number} level
 * @param {HTMLElement} element
 */
export const markNewWords = (level, element) => {
  if (!names(element.dataset.keeps, level)) {
    element.append(make("mark", {}, ...element.childNodes));
    return;
  }
  for (const words of all("[data-new]", element))
    if (names(words.dataset.new, level)) words.replaceWith(make("mark", {}, ...words.childNodes));
};
