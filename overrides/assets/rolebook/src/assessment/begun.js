// @ts-check
/* The self-assessments that were begun in this browser. */
import { make } from "../page/elements.js";
import { translate } from "../page/translate.js";
import * as store from "../page/store.js";
import { clean } from "../pure/assessment.js";
import { dated } from "./names.js";

const PREFIX = "assessment:";

/**
 * What the list asks of the page around it.
 * @typedef {object} Ways
 * @property {(id: string) => string | undefined} titleOf the title of a role, if the handbook has it
 * @property {(id: string) => string} addressOf
 * @property {(names: string[], message: string) => void} remove
 * @property {() => void} importFile
 */

const quiet = (/** @type {string} */ text, /** @type {() => void} */ act, /** @type {Partial<HTMLButtonElement> & Record<`aria-${string}`, string>} */ more = {}) =>
  make("button", { type: "button", className: "rb-quiet", ...more, onclick: act }, text);

const entry = (/** @type {string} */ name, /** @type {Ways} */ ways) => {
  const raw = store.read(name);
  const state = clean(raw);
  const id = name.slice(PREFIX.length);
  const known = ways.titleOf(id);
  const title = known ?? (state.title || id);
  const facts = [translate("Answers: {n}", { n: Object.keys(state.answers).length }), raw?.changed && translate("changed {date}", { date: dated(raw.changed) }), known === undefined && translate("no longer in this handbook")];
  return make("li", {},
    make("span", {}, make("a", { href: ways.addressOf(id) }, title), " ", make("span", { className: "rb-note" }, facts.filter(Boolean).join(" · "))),
    quiet(translate("Erase"), () => ways.remove([name], translate("{name} erased.", { name: title })), { "aria-label": translate("Erase {name}", { name: title }) }));
};

/** Lists what was begun, with ways to erase it and to import a file. */
export const begun = (/** @type {Ways} */ ways) => {
  const names = store.names(PREFIX).sort();
  const everything = names.length > 1 && quiet(translate("Erase everything"), () => ways.remove(names, translate("All self-assessments are erased.")));
  return make("section", { className: "rb-section", "aria-labelledby": "begun--here" },
    make("h2", { id: "begun--here" }, translate("Begun in this browser")),
    names.length ? make("ul", { className: "rb-list" }, ...names.map((name) => entry(name, ways))) : make("p", { className: "rb-empty" }, translate("None yet. Choose a role to begin.")),
    make("p", { className: "rb-panel__choices" }, quiet(translate("Import a file"), ways.importFile), everything));
};
