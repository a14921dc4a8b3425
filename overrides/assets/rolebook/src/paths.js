// @ts-check
/** @import { Column, Place } from "./pure/paths" */
/* Career paths as a picture: a role, two steps back and two steps on. It is read from the table of all roles. */
import { all, draw, make, one } from "./page/elements.js";
import { parts } from "./page/parts.js";
import { translate } from "./page/translate.js";
import { key } from "./pure/address.js";
import { columnsAround, curves, middleOf, rowsOf, widest } from "./pure/paths.js";

/** @typedef {Place & { title: string, url: string, department: string, tint: string }} Listed */

const headOf = (/** @type {Element} */ group) => group.firstElementChild?.textContent.trim() ?? "";

/** Reads a line of the table. */
const listedIn = (/** @type {HTMLElement} */ row) => {
  const [link, ...next] = all("a", row, HTMLAnchorElement);
  const group = /** @type {HTMLElement} */ (row.parentElement);
  return {
    id: row.dataset.role ?? "",
    title: link?.textContent ?? "",
    url: link?.href ?? "",
    department: headOf(group),
    tint: group.className,
    next: next.map((other) => other.dataset.role ?? ""),
  };
};

/** Reads the table: all roles, by their ids. */
const read = (/** @type {HTMLElement} */ section) => {
  const found = all("tr[data-role]", section).map(listedIn);
  const from = (/** @type {string} */ id) => found.filter(({ next }) => next.includes(id)).map((role) => role.id);
  return new Map(found.map((role) => [role.id, /** @type {Listed} */ ({ ...role, from: from(role.id) })]));
};

/** Draws the lines between columns. */
const linesOf = (/** @type {{ d: string, isNear: boolean }[]} */ found, /** @type {number} */ rows) => {
  const frame = { class: "rb-picture__lines", viewBox: `0 0 100 ${rows}`, preserveAspectRatio: "none", "aria-hidden": "true" };
  return draw("svg", frame, ...found.map(({ d, isNear }) => draw("path", isNear ? { d, class: "is-near" } : { d })));
};

parts(".rb-paths", (section, number) => {
  const heading = /** @type {HTMLElement} */ (section.firstElementChild);
  const roles = read(section);
  const roleOf = (/** @type {string} */ id) => /** @type {Listed} */ (roles.get(id));

  const nodeOf = (/** @type {Listed} */ role, /** @type {boolean} */ isHere) => {
    const link = make("a", { href: role.url, textContent: role.title });
    const department = make("span", { className: `rb-post__department ${role.tint}`, textContent: role.department });
    const node = make("li", { className: "rb-picture__node" }, link, department);
    if (isHere) {
      node.classList.add("is-here");
      link.setAttribute("aria-current", "true");
      return node;
    }
    const name = translate("Show the paths of {title}", { title: role.title });
    const center = () => {
      choose(role.id);
      one(".is-here a", section).focus();
    };
    node.append(make("button", { type: "button", className: "rb-picture__center", title: name, "aria-label": name, onclick: center }));
    return node;
  };

  /**
   * @param {Column} column
   * @param {number} rows
   * @param {() => void} showAll
   */
  const columnOf = (column, rows, showAll) => {
    const nodes = column.ids.map((id, index) => {
      const node = nodeOf(roleOf(id), column.key === "here");
      node.style.gridRow = `${middleOf(column, index, rows)} / span 2`;
      return node;
    });
    const list = nodes.length ? make("ul", { className: "rb-picture__list" }, ...nodes) : make("p", { className: "rb-empty" }, translate(column.none));
    const more = column.more > 0 && make("button", { type: "button", className: "rb-org-quiet", onclick: showAll }, translate("and {n} more", { n: column.more }));
    const shown = make("div", { className: "rb-picture__column" }, make("h3", {}, translate(column.title)), list, more);
    shown.dataset.column = column.key;
    return shown;
  };

  const picture = make("div", { className: "rb-picture" });
  const told = make("output", { className: "rb-visually-hidden" });
  const lost = make("p", { className: "rb-note", hidden: true });
  const select = make("select", { className: "rb-org-field", id: key("paths--of", number) });

  /**
   * @param {string} id
   * @param {ReadonlySet<string>} [whole]
   */
  const drawPaths = (id, whole = new Set()) => {
    const columns = columnsAround(roles, id, whole);
    const rows = rowsOf(columns);
    picture.style.setProperty("--columns", String(columns.length));
    picture.style.setProperty("--rows", String(rows));
    const showAll = (/** @type {Column} */ column) => {
      drawPaths(id, new Set([...whole, column.key]));
      all(`[data-column=${column.key}] a`, section)[column.ids.length]?.focus();
    };
    const shown = columns.map((column) => columnOf(column, rows, () => showAll(column)));
    shown.forEach((column, index) => column.style.setProperty("--column", String(index + 1)));
    picture.replaceChildren(linesOf(curves(roles, columns, rows), rows), ...shown);
    select.value = id;
  };

  /** Draws a role's paths, says so, and puts it into the address. */
  const choose = (/** @type {string} */ id) => {
    drawPaths(id);
    lost.hidden = true;
    told.textContent = translate("Paths of {title}", { title: roleOf(id).title });
    const address = new URL(location.href);
    address.searchParams.set(key("path", number), id);
    address.hash = heading.id;
    try {
      history.pushState(null, "", address);
    } catch {
      /* A page opened as a file keeps its address. */
    }
  };

  const drawAsked = () => {
    const name = new URLSearchParams(location.search).get(key("path", number));
    lost.hidden = name === null || roles.has(name);
    lost.textContent = translate("This handbook has no role \"{name}\".", { name: name ?? "" });
    drawPaths(name !== null && roles.has(name) ? name : widest(roles));
  };

  const optionOf = (/** @type {HTMLElement} */ row) => new Option(roleOf(row.dataset.role ?? "").title, row.dataset.role);
  for (const group of all("tbody", section))
    select.append(make("optgroup", { label: headOf(group) }, ...all("tr[data-role]", group).map(optionOf)));
  select.addEventListener("change", () => choose(select.value));
  window.addEventListener("popstate", drawAsked);
  const table = one(".rb-paths__all", section, HTMLDetailsElement);
  table.open = false;
  const bar = make("div", { className: "rb-org__bar" }, make("label", { htmlFor: select.id }, translate("Paths of")), select, told);
  table.before(bar, lost, make("div", { className: "rb-picture__frame" }, picture));
  drawAsked();
  if (location.hash === `#${heading.id}`) section.scrollIntoView();
});
