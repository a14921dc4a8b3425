// @ts-check
/* The checklist: ticks are kept in this browser, counted, copied and taken back. */
import { below, lineOf } from "./checklist/markdown.js";
import { ticksOf } from "./checklist/ticks.js";
import { copy } from "./page/copy.js";
import { all, one } from "./page/elements.js";
import { notify } from "./page/notice.js";
import { parts } from "./page/parts.js";
import { translate } from "./page/translate.js";
import { csv } from "./pure/csv.js";
import { escaped, text } from "./pure/markdown.js";
import { oneLine } from "./pure/plain.js";

const ROWS = ":is(h2, h3, h4, h5, h6)[id], .rb-checklist > li";

parts(".rb-checking[data-rb-part]", (list) => {
  const boxes = all(".rb-checklist input", list, HTMLInputElement);
  const [bar, tools] = [one(".rb-checking__bar", list), one(".rb-checking__tools", list)];
  const ticks = ticksOf(list.dataset.rbRole ?? "");
  const keyOf = (/** @type {HTMLInputElement} */ box) => box.dataset.key ?? "";

  /** Shows the ticks, and how far they go. */
  const show = () => {
    for (const box of boxes) box.checked = ticks.keys.has(keyOf(box));
    const [n, m] = [boxes.filter((box) => box.checked).length, boxes.length];
    one(".rb-checking__count", bar).textContent = translate(n === m ? "All {m} done" : "{n} of {m}", { n, m });
    one("progress", bar, HTMLProgressElement).value = n;
    one("[data-act=reset]", tools).hidden = !n;
  };

  const startOver = (/** @type {MouseEvent} */ event) => {
    const before = ticks.keys;
    ticks.change(() => new Set());
    notify(translate("All ticks are gone."), {
      label: translate("Undo"),
      act: () => {
        ticks.change(() => before);
        /** @type {HTMLElement} */ (event.target).focus();
      },
    });
    /* By keyboard, the way back is one key away. */
    if (!event.detail) one(".rb-notice button", document).focus();
  };

  /** Returns the items and headings in their order; a heading has no box. */
  const rows = () =>
    all(ROWS, list).map((element) => {
      /** @type {HTMLInputElement | null} */
      const box = element.querySelector(":scope > label > input");
      return { element, box };
    });

  const item = (/** @type {Element} */ element, /** @type {HTMLInputElement} */ box) =>
    [`- [${box.checked ? "x" : " "}] ${lineOf(box.nextElementSibling ? [box.nextElementSibling] : [])}`, ...below(element, "  ")];

  const asMarkdown = () => {
    const lines = rows().flatMap(({ element, box }) => (box ? item(element, box) : ["", `## ${lineOf([element])}`, ""]));
    return text([`# ${escaped(list.dataset.title ?? "")}`, "", ...lines]);
  };

  const asCsv = () => {
    const found = rows();
    const hasSections = found.some(({ box }) => !box);
    let section = "";
    const records = [[translate("Section"), translate("Item"), translate("Done")]];
    for (const { element, box } of found)
      if (box) records.push([section, oneLine(element.innerText), translate(box.checked ? "yes" : "no")]);
      else section = oneLine(element.innerText).replace(/#$/u, "");
    return csv(records.map((record) => record.slice(hasSections ? 0 : 1)));
  };

  /** @type {Record<string, (event: MouseEvent) => void>} */
  const acts = {
    reset: startOver,
    markdown: () => copy(asMarkdown(), translate("Copied as Markdown.")),
    csv: () => copy(asCsv(), translate("Copied as CSV.")),
  };

  list.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    ticks.change((keys) => new Set(box.checked ? [...keys, keyOf(box)] : [...keys].filter((key) => key !== keyOf(box))));
  });
  tools.addEventListener("click", (event) => acts[/** @type {HTMLElement} */ (event.target).dataset.act ?? ""]?.(event));
  /* A quick reader may have ticked before this script was there. */
  const early = boxes.filter((box) => box.checked).map(keyOf);
  ticks.follow(show);
  ticks.refresh();
  if (early.length) ticks.change((keys) => new Set([...keys, ...early]));
});
