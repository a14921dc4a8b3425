// @ts-check
/* The index of checklists: how far a reader is with each that was begun. */
import { make, one } from "./page/elements.js";
import { parts } from "./page/parts.js";
import { roleData } from "./page/role-data.js";
import { translate } from "./page/translate.js";
import * as store from "./page/store.js";

/** @type {{ id: string, note: HTMLElement, plain: string }[]} */
const lines = [];
parts(".rb-begun[data-rb-part]", (part) => {
  for (const line of part.querySelectorAll("[data-rb-role]")) {
    const note = one(".rb-note", line);
    lines.push({ id: /** @type {HTMLElement} */ (line).dataset.rbRole ?? "", note, plain: note.textContent });
  }
});

/** Shows the progress of one role; only ticks of items that the spec still has count. */
const show = async (/** @type {string} */ id) => {
  const items = (await roleData(id).catch(() => null))?.items ?? [];
  const ticked = store.read(`checklist:${id}`, []);
  const m = items.length;
  const n = Array.isArray(ticked) ? items.filter((key) => ticked.includes(key)).length : 0;
  for (const { note, plain } of lines.filter((line) => line.id === id)) {
    const bar = make("progress", { className: "rb-progress", max: m || 1, value: n, ariaHidden: "true" });
    note.replaceChildren(...(n ? [translate(n === m ? "All {m} done" : "{n} of {m}", { n, m }), bar] : [plain]));
  }
};

const idOf = (/** @type {string} */ name) => name.slice("checklist:".length);

/** @type {Set<string>} */
const begun = new Set();
const follow = (/** @type {string[]} */ ids) => {
  for (const id of ids) if (lines.some((line) => line.id === id)) begun.add(id);
  begun.forEach(show);
};
const showAll = () => follow(store.names("checklist:").map(idOf));

store.onChange((name) => {
  if (name === null) showAll();
  else if (name.startsWith("checklist:")) follow([idOf(name)]);
});
document.addEventListener("rb-ticked", (event) => follow([idOf(/** @type {CustomEvent<string>} */ (event).detail)]));
window.addEventListener("pageshow", showAll);
