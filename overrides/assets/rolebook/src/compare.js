// @ts-check
/** @import { Level, Role } from "./types" */
/** @import { Sides } from "./compare/sections.js" */
/** @import { Side } from "./compare/side.js" */
/* Two roles, or one role at two levels, side by side; the address keeps the choice, so that it can be sent. */
import { levels, sameOnEveryLevel } from "./compare/levels.js";
import { nameOf as comparisonName, titled } from "./compare/name.js";
import { sections } from "./compare/sections.js";
import { link, roleOf } from "./compare/side.js";
import { keep as keepInAddress } from "./page/address.js";
import { make, one } from "./page/elements.js";
import { parts } from "./page/parts.js";
import { roleData } from "./page/role-data.js";
import { translate } from "./page/translate.js";
import { key } from "./pure/address.js";
import { competenciesOf, levelsOfRole, near, paired } from "./pure/comparison.js";

/** @typedef {Record<string, string | undefined>} Choice */

const names = ["a", "b", "la", "lb"];

parts(".rb-comparing", (part, number) => {
  const form = one(".rb-sides", part, HTMLFormElement);
  const said = one(".rb-compare__said", part);
  const page = one(".rb-compare", part);
  /** @type {HTMLElement | null} */
  const ideas = part.querySelector(".rb-compare__ideas");
  const field = (/** @type {string} */ name) => one(`[name=${name}]`, form, HTMLSelectElement);
  /* On the page that is there for it, a comparison gives the page its title. */
  const showName = titled(number === 1 ? document.getElementById("index--compare") : null);
  /** @returns {Side} */
  const sideOf = (/** @type {string} */ name) => ({ name, picker: field(name), level: field(`l${name}`) });
  const [first, second] = [sideOf("a"), sideOf("b")];
  /** @type {Sides} */
  const sides = [first, second];

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

  const other = (/** @type {Side} */ side) => (side === first ? second : first);

  /* What is said above the comparison. */

  /** Says something, with what follows it. */
  const note = (/** @type {string} */ text, /** @type {(string | Node)[]} */ ...more) => said.append(make("p", {}, text, ...more));

  const listed = (/** @type {[string, Choice][]} */ entries) =>
    said.append(make("ul", { className: "rb-links" }, ...entries.map(([text, given]) => make("li", {}, link(text, address(given))))));

  const count = (/** @type {Role} */ role, /** @type {Role} */ two) => {
    const [both, left, right] = paired(competenciesOf(role), competenciesOf(two)).map((list) => list.length);
    const values = { both, left, right, one: role.title, other: two.title };
    note(translate("Competencies: {both} in both, {left} only in {one}, {right} only in {other}.", values));
  };

  /** Offers roles near the one that is chosen, and its own levels. */
  const offer = (/** @type {Side} */ side) => {
    const role = roleOf(side);
    const close = near(role, nameOf);
    if (!other(side).problem) note(translate("Choose a second role, or the same one to compare its levels."));
    if (close.length) note(translate("These lie close to {role}:", { role: role.title }));
    const others = close.map((id) => /** @type {[string, Choice]} */ ([nameOf(id), { a: role.id, b: id }]));
    const own = /** @type {[string, Choice]} */ ([translate("{role}, level by level", { role: role.title }), { a: role.id, b: role.id }]);
    listed(levelsOfRole(role).length > 1 ? [...others, own] : others);
  };

  /** Offers the steps of a ladder. */
  const offerSteps = (/** @type {Role} */ role) => {
    const found = levelsOfRole(role);
    note(translate("These are the same role. Choose a level on each side to see what changes, or begin with a step:"));
    listed(found.slice(1).map((level, at) => [`${found[at].name} – ${level.name}`, { a: role.id, b: role.id, la: found[at].id, lb: level.id }]));
  };

  const showLevels = (/** @type {Role} */ role, /** @type {Level} */ level, /** @type {Level} */ later) => {
    if (level.id === later.id) note(translate("Choose two different levels to see what changes."));
    else note(translate("What is new at {level} is marked.", { level: later.name }));
    page.append(levels(sides), sameOnEveryLevel(role));
  };

  const show = () => {
    const name = comparisonName(sides);
    showName(name, said);
    const [role, two] = [first.role, second.role];
    page.replaceChildren();
    if (ideas) ideas.hidden = Boolean(role || two);
    if (!role && !two) return;
    if (!role || !two) offer(role ? first : second);
    else if (!name) offerSteps(role);
    else if (role === two && first.chosen && second.chosen) showLevels(role, first.chosen, second.chosen);
    else {
      count(role, two);
      page.append(...sections(sides, form.dataset.tools));
    }
  };

  /* From the address to the page. */

  const fillLevels = (/** @type {Side} */ side, /** @type {string} */ wanted) => {
    const levels = side.role ? levelsOfRole(side.role) : [];
    if (side.level.parentElement) side.level.parentElement.hidden = !levels.length;
    side.level.replaceChildren(new Option(translate("All levels"), ""), ...levels.map((level) => new Option(level.name, level.id)));
    side.chosen = levels.find((level) => level.id === wanted);
    side.level.value = side.chosen?.id ?? "";
    if (wanted && side.role && !side.chosen) note(translate("{role} has no level “{id}”. Every level is shown.", { role: side.role.title, id: wanted }));
  };

  /** Loads the role of a side; what goes wrong is said. */
  const load = async (/** @type {Side} */ side) => {
    const { unknown: id, picker } = side;
    side.problem = side.role = undefined;
    if (id) side.problem = () => note(translate("This handbook has no role “{id}”. Choose another one above.", { id }));
    else if (picker.value) side.role = await roleData(picker.value).catch(() => undefined);
    if (id || !picker.value || side.role) return;
    const role = nameOf(picker.value);
    const again = make("button", { type: "button", onclick: () => void update(wantedLevels()) }, translate("Try again"));
    side.problem = () => note(translate("{role} could not be loaded. Are you online?", { role }), " ", again);
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
