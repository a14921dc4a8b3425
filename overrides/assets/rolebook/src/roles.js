// @ts-check
/* Filters the list of roles; the address keeps the filter, so that it can be sent. */
import { keep } from "./page/address.js";
import { all, one } from "./page/elements.js";
import { parts } from "./page/parts.js";
import { translate } from "./page/translate.js";
import { key } from "./pure/address.js";
import { folded } from "./pure/plain.js";
import { filterOf, idOf, ids, nameOf, offer } from "./pure/role-filter.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

const headOf = (/** @type {Element} */ department) => one("h2, h3, h4, h5, h6", department);
const follows = (/** @type {Node} */ one, /** @type {Node} */ other) =>
  one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;

const departmentOf = (/** @type {HTMLElement} */ element) => ({
  element,
  slug: element.dataset.department,
  heading: headOf(element),
  outline: document.querySelector(`.rb-outline a[href="#${CSS.escape(headOf(element).id)}"]`)?.parentElement,
  roles: all(".rb-roles > li", element).map((item) => ({
    item,
    words: folded(`${item.textContent} ${item.dataset.also}`),
    levels: item.dataset.levels ?? "",
    tool: ids(item.dataset.tools),
    competency: ids(item.dataset.competencies),
  })),
});

const offersOf = (/** @type {HTMLDataListElement} */ list) =>
  [...list.options].map((option) => offer(option.dataset.id ?? "", option.value));

parts(".rb-filtering", (part, number) => {
  const form = part.querySelector("form.rb-filter");
  const list = all(".rb-departments--full").find((found) => follows(part, found));
  if (!form || !list) throw new Error("role_filter() has no departments(full=true) below it");
  const found = one("[role=status]", form);
  const clear = one(".rb-filter__clear", form);
  const none = one(".rb-filter__none", part);
  const fields = /** @type {Field[]} */ (all("[name]", form));
  const departments = all(".rb-department", list).map(departmentOf);
  const total = departments.reduce((sum, department) => sum + department.roles.length, 0);
  const offered = new Map(fields.flatMap((field) => ("list" in field && field.list ? [[field.name, offersOf(field.list)]] : [])));

  const written = () => Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));

  const apply = () => {
    const wanted = written();
    const isFiltered = Object.values(wanted).some(Boolean);
    const passes = filterOf(wanted, offered);
    let shown = 0;
    for (const department of departments) {
      const isOpen = !wanted.department || wanted.department === department.slug;
      for (const role of department.roles) role.item.hidden = !(isOpen && passes(role));
      const here = department.roles.filter(({ item }) => !item.hidden).length;
      department.element.hidden = !here;
      department.heading.dataset.count = String(here);
      if (department.outline) department.outline.hidden = !here;
      shown += here;
    }
    const told = shown ? translate("{n} of {all} roles", { n: shown, all: total }) : translate("No role matches.");
    found.textContent = isFiltered ? told : "";
    clear.hidden = !isFiltered;
    none.hidden = shown > 0;
  };

  /** Keeps the filter in the address. */
  const remember = () =>
    keep(Object.fromEntries(Object.entries(written()).map(([name, value]) => [key(name, number), idOf(offered.get(name), value)])));

  /** Writes what the address says into the fields. */
  const restore = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = query.get(key(field.name, number)) ?? "";
      field.value = nameOf(offered.get(field.name), value);
      if (field.value !== value && field.tagName === "SELECT") field.value = "";
    }
  };

  /** @type {number | undefined} */
  let timer;
  const changed = () => {
    apply();
    clearTimeout(timer);
    timer = window.setTimeout(remember, 250);
  };

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    for (const field of fields) field.value = "";
    changed();
    fields[0]?.focus();
  });
  restore();
  apply();
});
