// @ts-check
/** @import { Aim, Role, Row, Session, Standing } from "../types" */
/* The growth plan: what is missing for the target, in the words of the ladder, and what the reader will do. */
import { make } from "../page/elements.js";
import { translate } from "../page/translate.js";
import { isMissing } from "../pure/standing.js";
import { field } from "./field.js";

/** @returns {["what" | "who" | "when", string][]} */
const lines = () => [
  ["what", translate("What I will do")],
  ["who", translate("With whom")],
  ["when", translate("By when")],
];

/**
 * @param {Row} row
 * @param {number} index
 * @param {string | false} note
 * @param {string} kind
 */
const expectation = (row, index, note, kind) =>
  make("div", { className: kind },
    make("dt", {}, row.levels[index].name, note && make("span", { className: "rb-note" }, note)),
    row.cells[index] ? make("dd", { innerHTML: row.cells[index] }) : make("dd", { className: "rb-empty" }, translate("Not defined")));

/** Lists where the reader stands and every level from there to the target. */
const way = (/** @type {Standing} */ { row, mine, answer, at, goal, state }) => {
  const list = make("dl", { className: "rb-way" });
  const own = mine && answer?.level ? mine.levels.findIndex((level) => level.id === answer.level) : -1;
  if (mine && own >= 0) list.append(expectation(mine, own, translate("where you are"), "rb-way__here"));
  else if (state !== "new") list.append(make("div", { className: "rb-way__here" }, make("dt", {}, translate("Not yet")), make("dd", { className: "rb-note" }, translate("where you are"))));
  for (let index = state === "gap" ? at + 1 : 0; index <= goal; index += 1)
    list.append(expectation(row, index, index === goal && translate("target"), index === goal ? "rb-way__goal" : ""));
  return list;
};

const gap = (/** @type {Session} */ session, /** @type {Standing} */ found) => {
  const { key, name } = found.row;
  const fields = lines().map(([section, label]) =>
    field(label, () => session.state[section][key] ?? "", (text) => session.set(section, key, text), session.isFixed));
  const evidence = session.state.evidence[key];
  const element = make("section", { className: "rb-gap" },
    make("h3", {}, name, " ", found.state === "new" && make("span", { className: "rb-status" }, translate("new"))),
    found.state === "apart" && make("p", { className: "rb-note" }, translate("The levels of two ladders cannot be counted against each other: read both.")),
    way(found),
    evidence && make("p", { className: "rb-gap__evidence" }, make("span", { className: "rb-label" }, translate("Evidence")), " ", evidence),
    make("div", { className: "rb-fields" }, ...fields));
  return Object.assign(element, { refresh: () => fields.forEach((one) => one.refresh()) });
};

const listOf = (/** @type {string} */ title, /** @type {Node[]} */ items) =>
  items.length > 0 && make("section", {}, make("h3", {}, title), make("ul", {}, ...items));

const sources = (/** @type {Role} */ role) =>
  make("div", { className: "rb-areas" },
    listOf(translate("References"), role.references.map(({ title, url }) => make("li", {}, url ? make("a", { href: url, className: "rb-work" }, title) : make("cite", {}, title)))),
    listOf(translate("Ways to learn"), role.learning.map(({ html }) => make("li", { innerHTML: html }))));

/** Makes the section of the plan; `show(found, aim)` draws what is missing for an aim. */
export const plan = (/** @type {Session} */ session) => {
  const title = make("span");
  const name = field(translate("Name"), () => session.state.about.name ?? "", (text) => session.set("about", "name", text), session.isFixed);
  const date = make("p", { className: "rb-print rb-plan__date" });
  const summary = make("p", { className: "rb-plan__summary" });
  const open = make("p", { className: "rb-note" });
  const list = make("div");
  const learning = make("div", { className: "rb-plan__sources" });
  const section = make("section", { className: "rb-section rb-plan", "aria-labelledby": "growth--plan" },
    make("h2", { id: "growth--plan" }, translate("Growth plan"), " ", title), make("div", { className: "rb-plan__head" }, name, date), summary, open, list, learning);
  let drawn = "";
  /** @type {ReturnType<typeof gap>[]} */
  let gaps = [];

  const show = (/** @type {Standing[]} */ found, /** @type {Aim} */ aim) => {
    const missing = found.filter(isMissing);
    const waiting = found.filter(({ state }) => state === "open").map(({ row }) => row.name);
    title.textContent = aim.isOther ? `${aim.role.title}, ${aim.level.name}` : aim.level.name;
    title.className = "rb-head__kind";
    date.textContent = translate("Date: {date}", { date: new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" }) });
    open.textContent = waiting.length ? translate("Not answered yet: {names}", { names: waiting.join(", ") }) : "";
    const isBegun = waiting.length < found.filter(({ state }) => state !== "new").length || aim.isOther;
    summary.textContent = !isBegun ? translate("Choose a level for each competency, and what is missing for the next one stands here.")
      : missing.length ? translate("{n} of {all} competencies are below the target.", { n: missing.length, all: found.length })
        : waiting.length ? "" : translate("Nothing is missing for this target. Choose a higher one, or another role.");
    const shown = JSON.stringify([missing.map(({ row, at, goal, state }) => [row.key, at, goal, state, session.state.evidence[row.key]]), aim.role.id]);
    if (shown !== drawn) {
      gaps = isBegun ? missing.map((one) => gap(session, one)) : [];
      list.replaceChildren(...gaps);
      learning.replaceChildren(sources(aim.role));
    } else for (const element of gaps) element.refresh();
    name.refresh();
    drawn = shown;
  };
  return Object.assign(section, { show });
};
