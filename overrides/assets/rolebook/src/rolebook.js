// @ts-check
/* What a script adds to every page; all of them read without it. */
import { all } from "./page/elements.js";
import { keep } from "./page/address.js";
import { notify } from "./page/notice.js";
import { prepareForPaper } from "./page/paper.js";
import { parts } from "./page/parts.js";
import { translate } from "./page/translate.js";
import { key } from "./pure/address.js";

/** @returns {HTMLInputElement | null} */
const toggle = (/** @type {"search" | "drawer"} */ name) => document.querySelector(`[data-md-toggle=${name}]`);

/** @returns {HTMLElement | null} */
const searchField = () => document.querySelector("[data-md-component=search-query]");

const openSearch = () => {
  const search = toggle("search");
  if (search && !search.checked) search.click();
  searchField()?.focus();
};

/** Opens or closes the menu of a narrow screen; the focus goes in and comes back. */
const switchMenu = () => {
  const drawer = toggle("drawer");
  drawer?.click();
  /** @type {HTMLElement | null} */
  const next = document.querySelector(drawer?.checked ? ".rb-nav__close" : ".rb-menu");
  if (next) window.setTimeout(() => next.focus(), 20);
};

/** Names what Material and Markdown leave without a name. */
const name = (/** @type {Element} */ root) => {
  for (const box of all(".task-list-item input:not([aria-label])", root))
    box.setAttribute("aria-label", box.closest("li")?.textContent.trim() ?? "");
  for (const nav of all("nav.md-code__nav", root)) nav.setAttribute("role", "group");
  for (const nav of all("nav.md-tags", root)) nav.setAttribute("role", "none");
};

/** Shows on the current page what needs a script. */
const enhance = () => {
  const canSearch = toggle("search") && searchField();
  for (const element of all(`.rb-action--print${canSearch ? ", .rb-home-search" : ""}`)) element.hidden = false;
  for (const root of [document.querySelector("article"), document.querySelector("[data-md-component=search-result]")]) {
    if (!root) continue;
    name(root);
    new MutationObserver(() => name(root)).observe(root, { childList: true, subtree: true });
  }
};

window.addEventListener("beforeprint", prepareForPaper);

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest("[data-rb-print]")) window.print();
  if (target.closest("[data-rb-search]")) openSearch();
  if (target.closest("[data-rb-menu]")) {
    event.preventDefault();
    switchMenu();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && toggle("drawer")?.checked) switchMenu();
});

/* For scripts of a folder's own. */
Object.assign((window.rolebook ??= {}), { translate, notify, parts, key, keep });

if (window.document$) window.document$.subscribe(enhance);
else enhance();
