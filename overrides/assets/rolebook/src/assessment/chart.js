// @ts-check
/** @import { Mark } from "../types" */
/* The picture of a self-assessment: a bar for each competency, and the same as a table. */

import { draw, make } from "../page/elements.js";
import { translate } from "../page/translate.js";

const hatch = () =>
  draw("svg", { width: 0, height: 0, class: "rb-bar__defs" },
    draw("defs", {},
      draw("pattern", { id: "rb-hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        draw("line", { x1: 0, y1: 0, x2: 0, y2: 6, class: "rb-bar__hatch" }))));

const sample = (/** @type {Node[]} */ ...shapes) => draw("svg", { class: "rb-bar__sample", viewBox: "0 0 24 16", width: 24, height: 16 }, ...shapes);
const diamond = (/** @type {number} */ x) => draw("path", { class: "rb-bar__goal", d: `M${x} 2l6 6-6 6-6-6z` });
const box = (/** @type {string} */ kind, /** @type {number | string} */ x, /** @type {number | string} */ width) => draw("rect", { class: `rb-bar__${kind}`, x, width, y: 4, height: 8 });

/** Draws how far one competency has come: what is reached is solid, the way to the target hatched. */
const bar = (/** @type {Mark} */ { levels, at, goal, isOpen }) => {
  const share = (/** @type {number} */ steps) => `${(100 * steps) / levels.length}%`;
  const picture = draw("svg", { class: `rb-bar__svg${isOpen ? " rb-bar__svg--open" : ""}`, width: "100%", height: 16 });
  picture.append(box("track", 0, "100%"));
  if (at >= 0) picture.append(box("have", 0, share(at + 1)));
  if (goal > at && !isOpen) picture.append(box("way", share(at + 1), share(goal - at)));
  for (let step = 1; step < levels.length; step += 1)
    picture.append(draw("line", { class: "rb-bar__tick", x1: share(step), x2: share(step), y1: 4, y2: 12 }));
  if (goal >= 0) picture.append(draw("svg", { x: share(goal + 1), overflow: "visible" }, diamond(0)));
  return picture;
};

const legend = () =>
  make("p", { className: "rb-legend" },
    make("span", {}, sample(box("have", 0, 24)), translate("Where you are")),
    make("span", {}, sample(box("track", 0, 24), box("way", 0, 24)), translate("The way to the target")),
    make("span", {}, sample(diamond(12)), translate("Target")));

const table = (/** @type {Mark[]} */ marks, /** @type {string} */ name) => {
  const head = [translate("Competency"), translate("Where you are"), translate("Target")];
  return make("table", { className: "rb-brief" },
    make("caption", { className: "rb-visually-hidden" }, name),
    make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text)))),
    make("tbody", {}, ...marks.map((mark) =>
      make("tr", {}, make("th", { scope: "row" }, mark.name), make("td", {}, mark.stands), make("td", {}, mark.aim || "–")))));
};

/** Makes the figure once; `show(marks)` draws it anew. */
export const chart = (/** @type {string} */ name) => {
  const bars = make("div", { className: "rb-bars", "aria-hidden": "true" });
  const data = make("div", { className: "rb-visually-hidden" });
  const button = make("button", { type: "button", className: "rb-quiet rb-screen", "aria-expanded": "false" }, translate("Show as a table"));
  button.onclick = () => {
    const isShown = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(isShown));
    data.className = isShown ? "rb-bars__table" : "rb-visually-hidden";
  };
  const figure = make("figure", { className: "rb-figure", "aria-label": name }, hatch(), bars, button, data);
  const show = (/** @type {Mark[]} */ marks) => {
    bars.replaceChildren(
      ...marks.map((mark) =>
        make("div", { className: "rb-bar" },
          make("span", { className: "rb-bar__name" }, mark.name),
          make("span", { className: "rb-bar__stands" }, mark.stands),
          bar(mark))),
      legend());
    data.replaceChildren(table(marks, name));
  };
  return Object.assign(figure, { show });
};
