// @ts-check
/** @import { Level, Role, Row } from "../types" */
/** @import { Sides } from "./sections.js" */
/* One role at two levels: every competency, and on the right the words that are new. */
import { make } from "../page/elements.js";
import { markNewWords } from "../page/new-words.js";
import { translate } from "../page/translate.js";
import { competenciesOf } from "../pure/comparison.js";
import { table } from "./sections.js";
import { expectation, link, linked, rich, roleOf } from "./side.js";

const indexIn = (/** @type {Row} */ row, /** @type {Level | undefined} */ level) => row.levels.findIndex(({ id }) => id === level?.id);

/** Marks what is new on the right; where either side is not one expectation, nothing is. */
const mark = (/** @type {Row} */ row, /** @type {HTMLElement} */ left, /** @type {HTMLElement} */ right, /** @type {Sides} */ sides) => {
  if (!left.matches(".rb-cell") || !right.matches("td > .rb-cell")) return;
  const [from, to] = sides.map(({ chosen }) => indexIn(row, chosen));
  const change = row.changes?.[to];
  if (change) {
    right.replaceChildren(...rich("div", change.html).childNodes);
    right.dataset.keeps = change.keeps;
  }
  markNewWords(from, right);
};

/** @returns {HTMLElement} */
export const levels = (/** @type {Sides} */ sides) => {
  const [first, second] = sides;
  const rows = competenciesOf(roleOf(first)).map((row) => ({ row, left: expectation(row, first), right: expectation(row, second) }));
  const shown = table(rows.map(({ row, left, right }) => [linked(row, first), [left, right]]), sides);
  for (const { row, left, right } of rows) mark(row, left, right, sides);
  return shown;
};

/** Says that all but the expectations is the same at every level, and where it stands. */
export const sameOnEveryLevel = (/** @type {Role} */ role) => {
  const mark = "\u0000";
  const [before, after] = translate("What a role is responsible for, uses and is measured by does not depend on the level: {role}.", { role: mark }).split(mark);
  return make("p", { className: "rb-note" }, before, link(role.title, role.url), after);
};
