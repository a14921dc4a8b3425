// @ts-check
/** @import { Area, Item, Level, Metric, Role, Row, Tool } from "../types" */
/* What stands on one side of a comparison. */
import { make } from "../page/elements.js";
import { translate } from "../page/translate.js";

/**
 * A side of the comparison: what is chosen there. Without a role there may be a problem to tell.
 * @typedef {{ name: string, picker: HTMLSelectElement, level: HTMLSelectElement, unknown?: string, role?: Role, chosen?: Level, problem?: () => void }} Side
 */

/** Returns the role of a side; sections are only drawn for two roles. */
export const roleOf = (/** @type {Side} */ side) => /** @type {Role} */ (side.role);

/** Text that was cleaned when the site was built. */
export const rich = (/** @type {"div" | "span" | "li"} */ tag, /** @type {string} */ html, className = "") =>
  make(tag, { className, innerHTML: html });

export const empty = (/** @type {string} */ text) => make("span", { className: "rb-empty" }, text);

export const link = (/** @type {string} */ text, /** @type {string} */ href) => make("a", { href }, text);

export const linked = (/** @type {Row} */ row, /** @type {Side} */ side) => link(row.name, `${roleOf(side).ladder}#${row.id}`);

export const cell = (/** @type {string | undefined} */ html) => (html ? rich("div", html, "rb-cell") : empty(translate("Not defined")));

const step = (/** @type {Row} */ row, /** @type {number} */ at) =>
  make("div", {}, make("dt", {}, row.levels[at].name), make("dd", {}, cell(row.cells[at])));

export const steps = (/** @type {Row} */ row, /** @type {number[]} */ ...shown) =>
  make("dl", { className: "rb-lines" }, ...shown.map((at) => step(row, at)));

/** An expectation at the level chosen, or from the first level to the last. */
export const expectation = (/** @type {Row} */ row, /** @type {Side} */ { chosen }) =>
  chosen ? cell(row.cells[row.levels.findIndex((level) => level.id === chosen.id)]) : steps(row, ...row.levels.keys());

export const competency = (/** @type {Row} */ row, /** @type {Side} */ side) =>
  make("div", { className: "rb-row" }, make("h4", {}, linked(row, side)), expectation(row, side));

/** @returns {HTMLElement} */
export const duties = (/** @type {Item[]} */ items) =>
  make("ul", {}, ...items.map((item) => {
    const entry = rich("li", item.html);
    if (item.items) entry.append(duties(item.items));
    return entry;
  }));

export const area = (/** @type {Area} */ { name, duties: own }) => make("div", {}, ...(name ? [make("h4", {}, name)] : []), duties(own));

/** Tools, each with the way to the index of tools, which is the page at an address. */
export const tags = (/** @type {Tool[]} */ tools, /** @type {string | undefined} */ index) =>
  make("ul", { className: "rb-tags" }, ...tools.map((tool) =>
    make("li", {}, make("a", { className: "rb-tag", href: `${index}#${tool.key}` }, tool.name,
      ...(tool.name.length <= 3 ? [make("span", { className: "rb-visually-hidden" }, `, ${translate("Tools")}`)] : [])))));

export const metrics = (/** @type {Metric[]} */ list) =>
  make("ul", { className: "rb-compare__metrics" }, ...list.map((metric) =>
    make("li", {}, rich("span", metric.html), ...(metric.detail ? [rich("span", metric.detail, "rb-metric__detail")] : []))));
