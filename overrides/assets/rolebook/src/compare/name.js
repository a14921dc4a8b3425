// @ts-check
/** @import { Sides } from "./sections.js" */
/* What a comparison is called, and where it says so. */
import { make } from "../page/elements.js";
import { translate } from "../page/translate.js";
import { labelOf } from "./sections.js";

/** Returns what two sides are called together; nothing where there is nothing to compare yet. */
export const nameOf = (/** @type {Sides} */ sides) => {
  const [first, second] = sides;
  if (!first.role || !second.role) return "";
  const isOne = first.role === second.role;
  if (isOne && !(first.chosen && second.chosen)) return "";
  const values = { one: labelOf(first, sides), other: labelOf(second, sides), role: first.role.title };
  return translate(isOne ? "{role}: {one} and {other}" : "{one} and {other}", values);
};

/**
 * Returns what shows a name: as the title of the page that is there for it, elsewhere above what is compared.
 * @param {HTMLElement | null | undefined} head the heading of that page
 */
export const titled = (head) => {
  /** @type {HTMLElement | null | undefined} */
  const lead = head?.parentElement?.querySelector(".rb-head__summary");
  const [plainHeading, plainTitle] = [head?.textContent ?? "", document.title];
  return (/** @type {string} */ name, /** @type {HTMLElement} */ above) => {
    if (head && lead) {
      head.textContent = name || plainHeading;
      document.title = plainTitle.replace(plainHeading, () => name || plainHeading);
      lead.hidden = Boolean(name);
    } else if (name) above.prepend(make("h2", { className: "rb-compare__title" }, name));
  };
};
