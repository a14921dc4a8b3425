// @ts-check
/* The reporting tree: its branches fold, and people find their own role by typing. */
import { all, make, one } from "./page/elements.js";
import { parts } from "./page/parts.js";
import { translate } from "./page/translate.js";
import { folded, wordsOf } from "./pure/plain.js";
import { openDepth } from "./pure/tree.js";

const AT_ONCE = 60; // A tree of so many rows can be taken in without folding.
const FEW = 8; // So few roles need no field to find one.

/** @typedef {{ item: HTMLElement, row: HTMLElement, title: string, text: string, depth: number }} Post */
/** @typedef {{ item: HTMLElement, depth: number, button: HTMLButtonElement }} Branch */

const many = (/** @type {number} */ n) => translate(n === 1 ? "{n} role" : "{n} roles", { n });
const manyBelow = (/** @type {number} */ n) => translate(n === 1 ? "{n} role below" : "{n} roles below", { n });

parts(".rb-org", (org) => {
  const root = one(".rb-tree", org);
  /** @type {Map<Element | null, number>} */
  const depths = new Map();

  /** @returns {Post} */
  const postOf = (/** @type {HTMLElement} */ item) => {
    const row = /** @type {HTMLElement} */ (item.firstElementChild);
    const title = row.firstElementChild?.textContent ?? "";
    const depth = (depths.get(item.parentElement?.closest("li") ?? null) ?? 0) + 1;
    depths.set(item, depth);
    return { item, row, title, text: folded(title), depth };
  };
  const posts = all("li", root).map(postOf);

  /**
   * Makes the button that folds the branch below a post; the style sheet follows its state.
   * @param {Post} post
   * @returns {Branch}
   */
  const branchOf = ({ item, row, title, depth }) => {
    const button = make("button", { type: "button", className: "rb-fold", "aria-label": translate("Who reports to {title}", { title }) });
    button.addEventListener("click", () => fold(button, !isOpen(button)));
    row.prepend(button);
    row.append(make("span", { className: "rb-note rb-post__below" }, manyBelow(item.querySelectorAll("li").length)));
    return { item, depth, button };
  };

  const isOpen = (/** @type {Element} */ button) => button.getAttribute("aria-expanded") === "true";
  const fold = (/** @type {Element} */ button, /** @type {boolean} */ open) => button.setAttribute("aria-expanded", String(open));
  const foldAll = (/** @type {boolean} */ open) => branches.forEach(({ button }) => fold(button, open));

  const branches = posts.filter(({ item }) => item.querySelector("ul")).map(branchOf);
  const deepest = openDepth(posts.map(({ depth }) => depth), AT_ONCE);
  branches.forEach(({ depth, button }) => fold(button, depth < deepest));
  if (branches.length) root.classList.add("rb-tree--folds");

  /** @type {Post[]} */
  let found = [];
  /** @type {boolean[] | null} */
  let before = null;

  /** Opens the branches of what was found, and puts all back once nothing is looked for. */
  const unfoldFound = (/** @type {boolean} */ finding) => {
    if (finding) before ??= branches.map(({ button }) => isOpen(button));
    branches.forEach(({ item, button }, index) => {
      if (finding) fold(button, Boolean(item.querySelector("ul .is-found")));
      else if (before) fold(button, Boolean(before[index]));
    });
    if (!finding) before = null;
  };

  /**
   * @param {HTMLInputElement} field
   * @param {HTMLElement} told
   */
  const find = (field, told) => {
    const words = wordsOf(folded(field.value));
    found = words.length ? posts.filter(({ text }) => words.every((word) => text.includes(word))) : [];
    posts.forEach((post) => post.row.classList.toggle("is-found", found.includes(post)));
    root.classList.toggle("is-finding", found.length > 0);
    unfoldFound(found.length > 0);
    const matching = found.length ? many(found.length) : translate("No role matches.");
    told.textContent = words.length ? matching : "";
  };

  const goToFirst = () => {
    const link = found.map(({ row }) => row.querySelector("a")).find(Boolean);
    link?.scrollIntoView({ block: "center" });
    link?.focus({ preventScroll: true });
  };

  const finder = () => {
    const field = make("input", { type: "search", autocomplete: "off", className: "rb-org-field" });
    const label = make("label", { textContent: translate("Find a role in the tree") });
    const told = make("output", { className: "rb-note" });
    field.addEventListener("input", () => find(field, told));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") field.value = "";
      if (event.key === "Escape") find(field, told);
      if (event.key === "Enter") goToFirst();
    });
    label.append(field);
    return [label, told];
  };

  const folder = (/** @type {string} */ text, /** @type {boolean} */ open) =>
    make("button", { type: "button", className: "rb-org-quiet", onclick: () => foldAll(open) }, text);
  const folders = [folder(translate("Fold all"), false), folder(translate("Unfold all"), true)];

  /** Returns the way to the next section of the page, which a large tree leaves far below. */
  const onward = () => {
    const heading = document.querySelector(".rb-paths > :is(h2, h3, h4, h5, h6)");
    return heading ? [make("a", { href: `#${heading.id}` }, heading.firstChild?.textContent)] : [];
  };

  const bar = make("div", { className: "rb-org__bar" });
  bar.append(...(posts.length > FEW ? finder() : []), ...(branches.length > 1 ? folders : []), ...(posts.length > FEW ? onward() : []));
  if (bar.hasChildNodes()) root.before(bar);
});
