// @ts-check
/** @import { Metric, Role, Row } from "../types" */
/** @import { Side } from "./side.js" */
/* The sections of a comparison: what both sides have, beside each other, then what only one of them has. */
import { make } from "../page/elements.js";
import { translate } from "../page/translate.js";
import { areAlike, competenciesOf, paired, toolsOf } from "../pure/comparison.js";
import { message } from "../pure/messages.js";
import { area, cell, competency, duties, empty, expectation, linked, metrics, rich, roleOf, steps, tags } from "./side.js";

/** @typedef {[Side, Side]} Sides */
/** @typedef {[string | Node, ...[HTMLElement, HTMLElement][]]} Line */

/** What a side is called: by its role, by its level where the roles are one, or by both. */
export const labelOf = (/** @type {Side} */ side, /** @type {Sides} */ sides) => {
  const { title } = roleOf(side);
  if (!side.chosen) return title;
  const isOne = sides.every(({ role }) => role === side.role);
  return isOne ? side.chosen.name : translate("{role}, {level}", { role: title, level: side.chosen.name });
};

/** What stands on a side of a table; on a narrow screen it says whose it is, and at which level where it is of one. */
const sided = (/** @type {HTMLElement} */ content, /** @type {string} */ role) => {
  const levels = content.querySelectorAll("dt");
  const data = make("td", { className: levels.length === 1 ? "rb-one" : "" }, content);
  data.dataset.side = levels.length === 1 ? translate("{role}, {level}", { role, level: levels[0].textContent }) : role;
  return data;
};

/** A row of a table: a name, and lines of two sides; what is the same stands there once. */
const body = (/** @type {Line} */ [name, ...lines], /** @type {string[]} */ labels) => {
  const same = lines.every(([left, right]) => left.isEqualNode(right));
  const head = make("th", { scope: "rowgroup", colSpan: 2 }, name);
  if (same) head.append(" ", make("span", { className: "rb-note" }, translate("The same on both sides")));
  const rows = lines.map((line) => (same ? [make("td", { colSpan: 2 }, line[0])] : line.map((content, at) => sided(content, labels[at]))));
  return make("tbody", {}, make("tr", {}, head), ...rows.map((data) => make("tr", {}, ...data)));
};

/** A table of what both have. */
export const table = (/** @type {Line[]} */ rows, /** @type {Sides} */ sides) => {
  const labels = sides.map((side) => labelOf(side, sides));
  const heads = labels.map((label) => make("th", { scope: "col" }, label));
  return make("table", { className: "rb-both" }, make("thead", {}, make("tr", {}, ...heads)), ...rows.map((row) => body(row, labels)));
};

/** @returns {HTMLElement} */
const column = (/** @type {Side} */ side, /** @type {HTMLElement[]} */ content) =>
  make("div", { className: "rb-area" }, make("h3", {}, translate("Only in {role}", { role: roleOf(side).title })), ...content);

/**
 * A section, unless neither role has any of it: what both have, then what only one of them has.
 * @template {{ key: string }} T
 * @param {string} name
 * @param {Sides} sides
 * @param {(role: Role) => T[]} of
 * @param {(pairs: [T, T][]) => HTMLElement} both
 * @param {(list: T[], side: Side) => HTMLElement[]} only
 * @param {string} nothing what is said of a role that has none of it
 */
const section = (name, sides, of, both, only, nothing = message("Nothing is written here yet.")) => {
  const [left, right] = sides.map((side) => of(roleOf(side)));
  if (!left.length && !right.length) return [];
  const [shared, ...alone] = paired(left, right);
  const missing = (/** @type {T[]} */ list, /** @type {Side} */ side) =>
    make("p", {}, empty(translate(list.length ? "Nothing of its own." : nothing, { role: roleOf(side).title })));
  const columnOf = (/** @type {T[]} */ list, /** @type {T[]} */ whole, /** @type {Side} */ side) =>
    column(side, list.length ? only(list, side) : [missing(whole, side)]);
  const inBoth = shared.length > 0 && make("div", { className: "rb-shared" }, make("h3", {}, translate("In both")), both(shared));
  const columns = alone.some((list) => list.length) &&
    make("div", { className: "rb-areas" }, columnOf(alone[0], left, sides[0]), columnOf(alone[1], right, sides[1]));
  return [make("section", { className: "rb-section" }, make("h2", {}, name), inBoth, columns)];
};

/**
 * Two expectations, line by line where the levels are the same.
 * @returns {[HTMLElement, HTMLElement][]}
 */
const expectations = (/** @type {Row} */ row, /** @type {Row} */ two, /** @type {Sides} */ [first, second]) => {
  const isWhole = !first.chosen && !second.chosen && areAlike(row, two);
  if (!isWhole) return [[expectation(row, first), expectation(two, second)]];
  return row.levels.map((_level, at) => [steps(row, at), steps(two, at)]);
};

/** Metrics that both have: in a list, or in a table where anything more is said of one. */
const sharedMetrics = (/** @type {[Metric, Metric][]} */ pairs, /** @type {Sides} */ sides) => {
  if (!pairs.flat().some((metric) => metric.detail)) return metrics(pairs.map(([metric]) => metric));
  /** @returns {[HTMLElement, HTMLElement][]} */
  const lines = (/** @type {Metric} */ metric, /** @type {Metric} */ two) =>
    metric.detail || two.detail ? [[cell(metric.detail), cell(two.detail)]] : [];
  return table(pairs.map(([metric, two]) => [rich("span", metric.html), ...lines(metric, two)]), sides);
};

/** All sections that two roles are compared in; `tools` is the address of the index of tools. */
export const sections = (/** @type {Sides} */ sides, /** @type {string | undefined} */ tools) => [
  ...section(translate("Competencies"), sides, competenciesOf,
    (pairs) => table(pairs.map(([row, two]) => [linked(row, sides[0]), ...expectations(row, two, sides)]), sides),
    (list, side) => list.map((row) => competency(row, side)),
    message("{role} has no career ladder yet.")),
  ...section(translate("Responsibilities"), sides, (role) => role.areas,
    (pairs) => table(pairs.map(([one, two]) => [one.name, [duties(one.duties), duties(two.duties)]]), sides),
    (list) => list.map(area)),
  ...section(translate("Tools"), sides, toolsOf, (pairs) => tags(pairs.map(([tool]) => tool), tools), (list) => [tags(list, tools)]),
  ...section(translate("Metrics"), sides, (role) => role.metrics, (pairs) => sharedMetrics(pairs, sides), (list) => [metrics(list)]),
];
