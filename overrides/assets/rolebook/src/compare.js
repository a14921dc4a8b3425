// @ts-check
/** @import { Area, Item, Level, Metric, Role, Row, Tool } from "./types" */
/* Two roles, or one role at two levels, side by side; the address keeps the choice, so that it can be sent. */
import { keep as keepInAddress } from "./page/address.js";
import { make, one } from "./page/elements.js";
import { markNewWords } from "./page/new-words.js";
import { parts } from "./page/parts.js";
import { roleData } from "./page/role-data.js";
import { say } from "./page/say.js";
import { key } from "./pure/address.js";
import { areAlike, competenciesOf, levelsOfRole, near, paired, toolsOf } from "./pure/comparison.js";
import { message } from "./pure/messages.js";

/**
 * A side of the comparison: what is chosen there. Without a role there may be a problem to tell.
 * @typedef {{ name: string, picker: HTMLSelectElement, level: HTMLSelectElement, unknown?: string, role?: Role, chosen?: Level, problem?: () => void }} Side
 */
/** @typedef {Record<string, string | undefined>} Choice */
/** @typedef {[string | Node, ...[HTMLElement, HTMLElement][]]} Line */

const names = ["a", "b", "la", "lb"];

parts(".rb-comparing", (part, number) => {
  const form = one(".rb-sides", part, HTMLFormElement);
  const said = one(".rb-compare__said", part);
  const page = one(".rb-compare", part);
  /** @type {HTMLElement | null} */
  const ideas = part.querySelector(".rb-compare__ideas");
  const field = (/** @type {string} */ name) => one(`[name=${name}]`, form, HTMLSelectElement);
  /* On the page that is there for it, a comparison gives the page its title. */
  const head = number === 1 ? document.getElementById("index--compare") : null;
  /** @type {HTMLElement | null | undefined} */
  const lead = head?.parentElement?.querySelector(".rb-head__summary");
  const [plainHeading, plainTitle] = [head?.textContent ?? "", document.title];
  /** @returns {Side} */
  const sideOf = (/** @type {string} */ name) => ({ name, picker: field(name), level: field(`l${name}`) });
  const [first, second] = [sideOf("a"), sideOf("b")];
  const sides = [first, second];
  /* Sections are only drawn for two roles. */
  const roleOf = (/** @type {Side} */ side) => /** @type {Role} */ (side.role);

  /** Text that was cleaned when the site was built. */
  const rich = (/** @type {"div" | "span" | "li"} */ tag, /** @type {string} */ html, className = "") =>
    make(tag, { className, innerHTML: html });
  const empty = (/** @type {string} */ text) => make("span", { className: "rb-empty" }, text);
  const link = (/** @type {string} */ text, /** @type {string} */ href) => make("a", { href }, text);
  const nameOf = (/** @type {string} */ id) => [...first.picker.options].find((option) => option.value === id)?.text;

  const address = (/** @type {Choice} */ given) => {
    const query = new URLSearchParams();
    for (const name of names) if (given[name]) query.set(key(name, number), given[name]);
    return `?${query}`;
  };

  const keep = () => {
    const given = new FormData(form);
    keepInAddress(Object.fromEntries(names.map((name) => [key(name, number), given.get(name)])));
  };

  /* What stands on a side. */

  const cell = (/** @type {string | undefined} */ html) => (html ? rich("div", html, "rb-cell") : empty(say("Not defined")));

  const step = (/** @type {Row} */ row, /** @type {number} */ at) => make("div", {}, make("dt", {}, row.levels[at].name), make("dd", {}, cell(row.cells[at])));
  const steps = (/** @type {Row} */ row, /** @type {number[]} */ ...shown) => make("dl", { className: "rb-lines" }, ...shown.map((at) => step(row, at)));

  /** An expectation at the level chosen, or from the first level to the last. */
  const expectation = (/** @type {Row} */ row, /** @type {Side} */ { chosen }) =>
    chosen ? cell(row.cells[row.levels.findIndex((level) => level.id === chosen.id)]) : steps(row, ...row.levels.keys());

  /**
   * Two expectations, line by line where the levels are the same.
   * @returns {[HTMLElement, HTMLElement][]}
   */
  const expectations = (/** @type {Row} */ row, /** @type {Row} */ two) => {
    const isWhole = !sides.some((side) => side.chosen) && areAlike(row, two);
    if (!isWhole) return [[expectation(row, first), expectation(two, second)]];
    return row.levels.map((_level, at) => [steps(row, at), steps(two, at)]);
  };

  /** @returns {HTMLElement} */
  const duties = (/** @type {Item[]} */ items) =>
    make("ul", {}, ...items.map((item) => {
      const entry = rich("li", item.html);
      if (item.items) entry.append(duties(item.items));
      return entry;
    }));

  const competency = (/** @type {Row} */ row, /** @type {Side} */ side) =>
    make("div", { className: "rb-row" }, make("h4", {}, link(row.name, `${roleOf(side).ladder}#${row.id}`)), expectation(row, side));

  const area = (/** @type {Area} */ found) => make("div", {}, ...(found.name ? [make("h4", {}, found.name)] : []), duties(found.duties));

  const tags = (/** @type {Tool[]} */ tools) =>
    make("ul", { className: "rb-tags" }, ...tools.map((tool) =>
      make("li", {}, make("a", { className: "rb-tag", href: `${form.dataset.tools}#${tool.key}` }, tool.name,
        ...(tool.name.length <= 3 ? [make("span", { className: "rb-visually-hidden" }, `, ${say("Tools")}`)] : [])))));

  const metrics = (/** @type {Metric[]} */ list) =>
    make("ul", { className: "rb-compare__metrics" }, ...list.map((found) =>
      make("li", {}, rich("span", found.html), ...(found.detail ? [rich("span", found.detail, "rb-metric__detail")] : []))));

  /* Sections of the comparison. */

  const other = (/** @type {Side} */ side) => (side === first ? second : first);

  /** What a side is called: by its role, by its level where the roles are one, or by both. */
  const labelOf = (/** @type {Side} */ side) => {
    const { title } = roleOf(side);
    if (!side.chosen) return title;
    return side.role === other(side).role ? side.chosen.name : say("{role}, {level}", { role: title, level: side.chosen.name });
  };

  /** What stands on a side of a table; on a narrow screen it says whose it is, and at which level where it is of one. */
  const sided = (/** @type {HTMLElement} */ content, /** @type {number} */ at) => {
    const levels = content.querySelectorAll("dt");
    const role = labelOf(sides[at]);
    const data = make("td", { className: levels.length === 1 ? "rb-one" : "" }, content);
    data.dataset.side = levels.length === 1 ? say("{role}, {level}", { role, level: levels[0].textContent }) : role;
    return data;
  };

  /** A table of what both have: each row is a name and lines of two sides; what is the same stands there once. */
  const table = (/** @type {Line[]} */ rows) => {
    const heads = sides.map((side) => make("th", { scope: "col" }, labelOf(side)));
    const bodies = rows.map(([name, ...lines]) => {
      const same = lines.every(([left, right]) => left.isEqualNode(right));
      const head = make("th", { scope: "rowgroup", colSpan: 2 }, name);
      if (same) head.append(" ", make("span", { className: "rb-note" }, say("The same on both sides")));
      const found = lines.map((line) => (same ? [make("td", { colSpan: 2 }, line[0])] : line.map(sided)));
      return make("tbody", {}, make("tr", {}, head), ...found.map((data) => make("tr", {}, ...data)));
    });
    return make("table", { className: "rb-both" }, make("thead", {}, make("tr", {}, ...heads)), ...bodies);
  };

  /** @returns {HTMLElement} */
  const column = (/** @type {Side} */ side, /** @type {HTMLElement[]} */ content) =>
    make("div", { className: "rb-area" }, make("h3", {}, say("Only in {role}", { role: roleOf(side).title })), ...content);

  /**
   * A section, unless neither role has any of it: what both have, then what only one of them has.
   * @template {{ key: string }} T
   * @param {string} name
   * @param {(role: Role) => T[]} of
   * @param {(pairs: [T, T][]) => HTMLElement} both
   * @param {(list: T[], side: Side) => HTMLElement[]} only
   * @param {string} nothing what is said of a role that has none of it
   */
  const section = (name, of, both, only, nothing = message("Nothing is written here yet.")) => {
    const [left, right] = [of(roleOf(first)), of(roleOf(second))];
    if (!left.length && !right.length) return [];
    const [shared, ...alone] = paired(left, right);
    const missing = (/** @type {T[]} */ list, /** @type {Side} */ side) =>
      make("p", {}, empty(say(list.length ? "Nothing of its own." : nothing, { role: roleOf(side).title })));
    const columnOf = (/** @type {T[]} */ list, /** @type {T[]} */ whole, /** @type {Side} */ side) =>
      column(side, list.length ? only(list, side) : [missing(whole, side)]);
    const inBoth = shared.length > 0 && make("div", { className: "rb-shared" }, make("h3", {}, say("In both")), both(shared));
    const columns = alone.some((list) => list.length) &&
      make("div", { className: "rb-areas" }, columnOf(alone[0], left, first), columnOf(alone[1], right, second));
    return [make("section", { className: "rb-section" }, make("h2", {}, name), inBoth, columns)];
  };

  const linked = (/** @type {Row} */ row) => link(row.name, `${roleOf(first).ladder}#${row.id}`);

  const competencies = () =>
    section(say("Competencies"), competenciesOf,
      (pairs) => table(pairs.map(([row, two]) => [linked(row), ...expectations(row, two)])),
      (list, side) => list.map((row) => competency(row, side)),
      message("{role} has no career ladder yet."));

  const responsibilities = () =>
    section(say("Responsibilities"), (role) => role.areas,
      (pairs) => table(pairs.map(([found, two]) => [found.name, [duties(found.duties), duties(two.duties)]])),
      (list) => list.map(area));

  const usedTools = () =>
    section(say("Tools"), toolsOf, (pairs) => tags(pairs.map(([tool]) => tool)), (list) => [tags(list)]);

  const measured = () =>
    section(say("Metrics"), (role) => role.metrics,
      (pairs) => {
        const isDetailed = pairs.some((pair) => pair.some((found) => found.detail));
        if (!isDetailed) return metrics(pairs.map(([metric]) => metric));
        /** @returns {[HTMLElement, HTMLElement][]} */
        const lines = (/** @type {Metric} */ metric, /** @type {Metric} */ two) =>
          metric.detail || two.detail ? [[cell(metric.detail), cell(two.detail)]] : [];
        return table(pairs.map(([metric, two]) => [rich("span", metric.html), ...lines(metric, two)]));
      },
      (list) => [metrics(list)]);

  /** One role at two levels: every competency, and on the right the words that are new. */
  const levels = () => {
    const competencies = competenciesOf(roleOf(first));
    /** @type {[HTMLElement, [HTMLElement, HTMLElement]][]} */
    const rows = competencies.map((row) => [linked(row), [expectation(row, first), expectation(row, second)]]);
    const found = table(rows);
    rows.forEach(([, [left, right]], at) => {
      if (!left.matches(".rb-cell") || !right.matches("td > .rb-cell")) return;
      const { levels: named, changes } = competencies[at];
      const [from, to] = sides.map((side) => named.findIndex((level) => level.id === side.chosen?.id));
      const change = changes?.[to];
      if (change) {
        right.replaceChildren(...rich("div", change.html).childNodes);
        right.dataset.keeps = change.keeps;
      }
      markNewWords(from, right);
    });
    return found;
  };

  /* What is said above the comparison. */

  /** Says something, with what follows it. */
  const note = (/** @type {string} */ text, /** @type {(string | Node)[]} */ ...more) => said.append(make("p", {}, text, ...more));

  const listed = (/** @type {[string, Choice][]} */ entries) =>
    said.append(make("ul", { className: "rb-links" }, ...entries.map(([text, given]) => make("li", {}, link(text, address(given))))));

  /** Names the comparison, where there is one; tells whether there is. */
  const title = () => {
    const [role, two] = [first.role, second.role];
    const isSame = role !== undefined && role === two;
    const isReady = Boolean(role && two && !(isSame && !(first.chosen && second.chosen)));
    const values = isReady ? { one: labelOf(first), other: labelOf(second), role: role?.title } : {};
    const name = isReady ? say(isSame ? "{role}: {one} and {other}" : "{one} and {other}", values) : plainHeading;
    if (head && lead) {
      head.textContent = name;
      document.title = plainTitle.replace(plainHeading, () => name);
      lead.hidden = isReady;
    } else if (isReady) said.prepend(make("h2", { className: "rb-compare__title" }, name));
    return isReady;
  };

  const count = (/** @type {Role} */ role, /** @type {Role} */ two) => {
    const [both, left, right] = paired(competenciesOf(role), competenciesOf(two)).map((list) => list.length);
    const values = { both, left, right, one: role.title, other: two.title };
    note(say("Competencies: {both} in both, {left} only in {one}, {right} only in {other}.", values));
  };

  /** Offers roles near the one that is chosen, and its own levels. */
  const offer = (/** @type {Side} */ side) => {
    const role = roleOf(side);
    const close = near(role, nameOf);
    if (!other(side).problem) note(say("Choose a second role, or the same one to compare its levels."));
    if (close.length) note(say("These lie close to {role}:", { role: role.title }));
    const others = close.map((id) => /** @type {[string, Choice]} */ ([nameOf(id), { a: role.id, b: id }]));
    const own = /** @type {[string, Choice]} */ ([say("{role}, level by level", { role: role.title }), { a: role.id, b: role.id }]);
    listed(levelsOfRole(role).length > 1 ? [...others, own] : others);
  };

  /** Offers the steps of a ladder. */
  const offerSteps = (/** @type {Role} */ role) => {
    const found = levelsOfRole(role);
    note(say("These are the same role. Choose a level on each side to see what changes, or begin with a step:"));
    listed(found.slice(1).map((level, at) => [`${found[at].name} – ${level.name}`, { a: role.id, b: role.id, la: found[at].id, lb: level.id }]));
  };

  const showLevels = (/** @type {Role} */ role, /** @type {Level} */ level, /** @type {Level} */ later) => {
    if (level.id === later.id) note(say("Choose two different levels to see what changes."));
    else note(say("What is new at {level} is marked.", { level: later.name }));
    page.append(levels(), sameOnEveryLevel(role));
  };

  const show = () => {
    const isReady = title();
    const [role, two] = [first.role, second.role];
    page.replaceChildren();
    if (ideas) ideas.hidden = Boolean(role || two);
    if (!role && !two) return;
    if (!role || !two) offer(role ? first : second);
    else if (!isReady) offerSteps(role);
    else if (role === two && first.chosen && second.chosen) showLevels(role, first.chosen, second.chosen);
    else {
      count(role, two);
      page.append(...competencies(), ...responsibilities(), ...usedTools(), ...measured());
    }
  };

  const sameOnEveryLevel = (/** @type {Role} */ role) => {
    const mark = "\u0000";
    const [before, after] = say("What a role is responsible for, uses and is measured by does not depend on the level: {role}.", { role: mark }).split(mark);
    return make("p", { className: "rb-note" }, before, link(role.title, role.url), after);
  };

  /* From the address to the page. */

  const fillLevels = (/** @type {Side} */ side, /** @type {string} */ wanted) => {
    const levels = side.role ? levelsOfRole(side.role) : [];
    if (side.level.parentElement) side.level.parentElement.hidden = !levels.length;
    side.level.replaceChildren(new Option(say("All levels"), ""), ...levels.map((level) => new Option(level.name, level.id)));
    side.chosen = levels.find((level) => level.id === wanted);
    side.level.value = side.chosen?.id ?? "";
    if (wanted && side.role && !side.chosen) note(say("{role} has no level “{id}”. Every level is shown.", { role: side.role.title, id: wanted }));
  };

  /** Loads the role of a side; what goes wrong is said. */
  const load = async (/** @type {Side} */ side) => {
    const { unknown: id, picker } = side;
    side.problem = side.role = undefined;
    if (id) side.problem = () => note(say("This handbook has no role “{id}”. Choose another one above.", { id }));
    else if (picker.value) side.role = await roleData(picker.value).catch(() => undefined);
    if (id || !picker.value || side.role) return;
    const role = nameOf(picker.value);
    const again = make("button", { type: "button", onclick: () => void update(wantedLevels()) }, say("Try again"));
    side.problem = () => note(say("{role} could not be loaded. Are you online?", { role }), " ", again);
  };

  const wantedLevels = () => sides.map((side) => side.level.value);

  let turn = 0;
  const update = async (/** @type {string[]} */ wanted) => {
    const mine = (turn += 1);
    const loaded = sides.map((side) => ({ ...side }));
    await Promise.all(loaded.map(load));
    if (mine !== turn) return;
    said.replaceChildren();
    loaded.forEach((found, at) => {
      Object.assign(sides[at], { role: found.role, problem: found.problem });
      found.problem?.();
      fillLevels(sides[at], wanted[at]);
    });
    show();
  };

  form.addEventListener("change", (event) => {
    const side = sides.find((found) => found.picker === event.target);
    const wanted = wantedLevels();
    if (side) {
      side.unknown = "";
      side.level.value = wanted[sides.indexOf(side)] = "";
    }
    keep();
    update(wanted);
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  one(".rb-swap", form).addEventListener("click", async () => {
    const [left, right] = sides.map((side) => ({ id: side.picker.value, unknown: side.unknown, level: side.level.value }));
    [right, left].forEach(({ id, unknown }, at) => {
      sides[at].unknown = unknown;
      sides[at].picker.value = id;
    });
    await update([right.level, left.level]);
    keep();
  });

  const begin = () => {
    const query = new URLSearchParams(location.search);
    second.picker.replaceChildren(...[...first.picker.children].map((child) => child.cloneNode(true)));
    for (const side of sides) {
      const id = query.get(key(side.name, number)) ?? "";
      if (nameOf(id)) side.picker.value = id;
      side.unknown = nameOf(id) ? "" : id;
    }
    for (const found of ideas?.querySelectorAll("a") ?? []) found.search = address(Object.fromEntries(new URL(found.href).searchParams));
    update(sides.map((side) => query.get(key(`l${side.name}`, number)) ?? ""));
  };

  begin();
});
