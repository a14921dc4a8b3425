/* Two roles, or one role at two levels, side by side; the address keeps the choice, so that it can be sent. */
(() => {
  "use strict";

  const { say } = rolebook;
  const names = ["a", "b", "la", "lb"];

  rolebook.parts(".rb-comparing", (part, number) => {
    const form = part.querySelector(".rb-sides");
    const said = part.querySelector(".rb-compare__said");
    const page = part.querySelector(".rb-compare");
    const ideas = part.querySelector(".rb-compare__ideas");
    /* On the page that is there for it, a comparison gives the page its title. */
    const head = number === 1 ? document.getElementById("index--compare") : null;
    const lead = head?.parentElement.querySelector(".rb-head__summary");
    const [heading, plainHeading, plainTitle] = [head, head?.textContent, document.title];
    const sides = ["a", "b"].map((name) => ({ name, picker: form.elements[name], level: form.elements[`l${name}`] }));

    const make = (tag, given, ...children) => {
      const element = Object.assign(document.createElement(tag), given);
      element.append(...children);
      return element;
    };
    /** Text that was cleaned when the site was built. */
    const rich = (tag, html, className = "") => make(tag, { className, innerHTML: html });
    const empty = (message, values) => make("span", { className: "rb-empty" }, say(message, values));
    const link = (text, href) => make("a", { href }, text);
    const nameOf = (id) => Array.from(form.elements.a.options).find((option) => option.value === id)?.text;

    const address = (given) => {
      const query = new URLSearchParams();
      for (const name of names) if (given[name]) query.set(rolebook.key(name, number), given[name]);
      return `?${query}`;
    };

    const keep = () => {
      const given = new FormData(form);
      rolebook.keep(Object.fromEntries(names.map((name) => [rolebook.key(name, number), given.get(name)])));
    };

    /* What both have comes first. */

    /** Returns the pairs of one key, and what only one of two lists has; the order is theirs. */
    const sorted = (left, right) => {
      const rest = [...right];
      const both = [];
      const only = left.filter((one) => {
        const at = one.key ? rest.findIndex((other) => other.key === one.key) : -1;
        if (at >= 0) both.push([one, ...rest.splice(at, 1)]);
        return at < 0;
      });
      return [both, only, rest];
    };

    const levelsOf = (role) => {
      const levels = role.matrices.flatMap((matrix) => matrix.levels);
      return levels.filter((level, at) => levels.findIndex((other) => other.id === level.id) === at);
    };

    const competenciesOf = (role) =>
      role.matrices.flatMap((matrix) => matrix.competencies.map((row) => ({ ...row, levels: matrix.levels })));

    const toolsOf = (role) => {
      const tools = role.tools.flatMap((category) => category.tools);
      return tools.filter((tool, at) => tools.findIndex((other) => other.key === tool.key) === at);
    };

    /* What stands on a side. */

    const cell = (html) => (html ? rich("div", html, "rb-cell") : empty("Not defined"));

    const step = (row, at) => make("div", {}, make("dt", {}, row.levels[at].name), make("dd", {}, cell(row.cells[at])));
    const steps = (row, ...shown) => make("dl", { className: "rb-lines" }, ...shown.map((at) => step(row, at)));

    /** An expectation at the level chosen, or from the first level to the last. */
    const expectation = (row, side) =>
      side.chosen ? cell(row.cells[row.levels.findIndex((level) => level.id === side.chosen.id)]) : steps(row, ...row.levels.keys());

    /** Two expectations, line by line where the levels are the same. */
    const expectations = (one, two) => {
      const alike = one.levels.length === two.levels.length && one.levels.every((level, at) => level.id === two.levels[at].id);
      if (sides.some((side) => side.chosen) || !alike) return [[expectation(one, sides[0]), expectation(two, sides[1])]];
      return one.levels.map((level, at) => [steps(one, at), steps(two, at)]);
    };

    const duties = (items) =>
      make("ul", {}, ...items.map((item) => {
        const entry = rich("li", item.html);
        if (item.items) entry.append(duties(item.items));
        return entry;
      }));

    const competency = (row, side) =>
      make("div", { className: "rb-row" }, make("h4", {}, link(row.name, `${side.role.ladder}#${row.id}`)), expectation(row, side));

    const area = (found) => make("div", {}, ...(found.name ? [make("h4", {}, found.name)] : []), duties(found.duties));

    const tags = (tools) =>
      make("ul", { className: "rb-tags" }, ...tools.map((tool) =>
        make("li", {}, make("a", { className: "rb-tag", href: `${form.dataset.tools}#${tool.key}` }, tool.name,
          ...(tool.name.length <= 3 ? [make("span", { className: "rb-visually-hidden" }, `, ${say("Tools")}`)] : [])))));

    const metrics = (list) =>
      make("ul", { className: "rb-compare__metrics" }, ...list.map((found) =>
        make("li", {}, rich("span", found.html), ...(found.detail ? [rich("span", found.detail, "rb-metric__detail")] : []))));

    /* Sections of the comparison. */

    const other = (side) => sides[sides[0] === side ? 1 : 0];

    /** What a side is called: by its role, by its level where the roles are one, or by both. */
    const labelOf = (side) => {
      if (!side.chosen) return side.role.title;
      return side.role === other(side).role ? side.chosen.name : say("{role}, {level}", { role: side.role.title, level: side.chosen.name });
    };

    /** What stands on a side of a table; on a narrow screen it says whose it is, and at which level where it is of one. */
    const sided = (content, at) => {
      const levels = content.querySelectorAll("dt");
      const role = labelOf(sides[at]);
      const data = make("td", { className: levels.length === 1 ? "rb-one" : "" }, content);
      data.dataset.side = levels.length === 1 ? say("{role}, {level}", { role, level: levels[0].textContent }) : role;
      return data;
    };

    /** A table of what both have: each row is a name and lines of two sides; what is the same stands there once. */
    const table = (rows) => {
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

    const columns = (lists, show, missing) => {
      if (lists.every((list) => !list.length)) return [];
      const found = lists.map((list, at) => {
        const { role } = sides[at];
        const content = list.length ? show(list, sides[at]) : [make("p", {}, empty(missing[at], { role: role.title }))];
        return make("div", { className: "rb-area" }, make("h3", {}, say("Only in {role}", { role: role.title })), ...content);
      });
      return [make("div", { className: "rb-areas" }, ...found)];
    };

    /** A section, unless neither role has any of it: what both have, then what only one of them has. */
    const section = (name, lists, both, only) => {
      if (lists.every((list) => !list.length)) return [];
      const [shared, ...alone] = sorted(...lists);
      const nothing = name === "Competencies" ? "{role} has no career ladder yet." : "Nothing is written here yet.";
      const missing = lists.map((list) => (list.length ? "Nothing of its own." : nothing));
      const first = shared.length ? [make("div", { className: "rb-shared" }, make("h3", {}, say("In both")), both(shared))] : [];
      return [make("section", { className: "rb-section" }, make("h2", {}, say(name)), ...first, ...columns(alone, only, missing))];
    };

    const competencies = () => {
      const lists = sides.map((side) => competenciesOf(side.role));
      const both = (pairs) => table(pairs.map(([one, two]) =>
        [link(one.name, `${sides[0].role.ladder}#${one.id}`), ...expectations(one, two)]));
      return section("Competencies", lists, both, (list, side) => list.map((row) => competency(row, side)));
    };

    const responsibilities = () =>
      section("Responsibilities", sides.map((side) => side.role.areas),
        (pairs) => table(pairs.map(([one, two]) => [one.name, [duties(one.duties), duties(two.duties)]])),
        (list) => list.map(area));

    const usedTools = () =>
      section("Tools", sides.map((side) => toolsOf(side.role)), (pairs) => tags(pairs.map(([one]) => one)), (list) => [tags(list)]);

    const measured = () =>
      section("Metrics", sides.map((side) => side.role.metrics),
        (pairs) => {
          const detailed = pairs.some((pair) => pair.some((found) => found.detail));
          if (!detailed) return metrics(pairs.map(([one]) => one));
          const lines = (one, two) => (one.detail || two.detail ? [[cell(one.detail), cell(two.detail)]] : []);
          return table(pairs.map(([one, two]) => [rich("span", one.html), ...lines(one, two)]));
        },
        (list) => [metrics(list)]);

    /** One role at two levels: every competency, and on the right the words that are new. */
    const levels = () => {
      const rows = competenciesOf(sides[0].role).map((row) =>
        [link(row.name, `${sides[0].role.ladder}#${row.id}`), sides.map((side) => expectation(row, side))]);
      const found = table(rows);
      for (const [, [left, right]] of rows)
        if (left.matches(".rb-cell") && right.matches("td > .rb-cell")) rolebook.markNewWords(left, right);
      return found;
    };

    /* What is said above the comparison. */

    const note = (message, values, ...more) => said.append(make("p", {}, say(message, values), ...more));

    const listed = (entries) =>
      said.append(make("ul", { className: "rb-links" }, ...entries.map(([text, given]) => make("li", {}, link(text, address(given))))));

    const title = () => {
      const [one, two] = sides.map((side) => side.role);
      const same = one && one === two;
      const values = { one: one && labelOf(sides[0]), other: two && labelOf(sides[1]), role: one?.title };
      const ready = one && two && !(same && !(sides[0].chosen && sides[1].chosen));
      const name = ready ? say(same ? "{role}: {one} and {other}" : "{one} and {other}", values) : plainHeading;
      if (lead) {
        heading.textContent = name;
        document.title = plainTitle.replace(plainHeading, () => name);
        lead.hidden = ready;
      } else if (ready) said.prepend(make("h2", { className: "rb-compare__title" }, name));
      return ready;
    };

    const count = () => {
      const [shared, left, right] = sorted(...sides.map((side) => competenciesOf(side.role))).map((list) => list.length);
      note("Competencies: {both} in both, {left} only in {one}, {right} only in {other}.",
        { both: shared, left, right, one: sides[0].role.title, other: sides[1].role.title });
    };

    /** Offers roles near the one that is chosen, and its own levels. */
    const offer = (side) => {
      const near = [...new Set([...side.role.leadsTo, ...side.role.comesFrom])].filter((id) => id !== side.role.id && nameOf(id)).slice(0, 4);
      if (!other(side).problem) note("Choose a second role, or the same one to compare its levels.");
      if (near.length) note("These lie close to {role}:", { role: side.role.title });
      const own = levelsOf(side.role).length > 1 ? [[say("{role}, level by level", { role: side.role.title }), { a: side.role.id, b: side.role.id }]] : [];
      listed([...near.map((id) => [nameOf(id), { a: side.role.id, b: id }]), ...own]);
    };

    /** Offers the steps of a ladder. */
    const offerSteps = (role) => {
      const found = levelsOf(role);
      note("These are the same role. Choose a level on each side to see what changes, or begin with a step:");
      listed(found.slice(1).map((level, at) => [`${found[at].name} – ${level.name}`, { a: role.id, b: role.id, la: found[at].id, lb: level.id }]));
    };

    const show = () => {
      const ready = title();
      const [one, two] = sides;
      page.replaceChildren();
      if (ideas) ideas.hidden = Boolean(one.role || two.role);
      if (!one.role && !two.role) return;
      if (!one.role || !two.role) offer(one.role ? one : two);
      else if (!ready) offerSteps(one.role);
      else if (one.role === two.role) {
        if (one.chosen.id === two.chosen.id) note("Choose two different levels to see what changes.");
        else note("What is new at {level} is marked.", { level: two.chosen.name });
        page.append(levels(), sameOnEveryLevel(one.role));
      } else {
        count();
        page.append(...competencies(), ...responsibilities(), ...usedTools(), ...measured());
      }
    };

    const sameOnEveryLevel = (role) => {
      const mark = "\u0000";
      const [before, after] = say("What a role is responsible for, uses and is measured by does not depend on the level: {role}.", { role: mark }).split(mark);
      return make("p", { className: "rb-note" }, before, link(role.title, role.url), after);
    };

    /* From the address to the page. */

    const fillLevels = (side, wanted) => {
      const levels = side.role ? levelsOf(side.role) : [];
      side.level.parentElement.hidden = !levels.length;
      side.level.replaceChildren(new Option(say("All levels"), ""), ...levels.map((level) => new Option(level.name, level.id)));
      side.chosen = levels.find((level) => level.id === wanted);
      side.level.value = side.chosen?.id ?? "";
      if (wanted && side.role && !side.chosen) note("{role} has no level “{id}”. Every level is shown.", { role: side.role.title, id: wanted });
    };

    /** Loads the role of a side; what goes wrong is said. */
    const load = async (side) => {
      side.problem = side.role = undefined;
      if (side.unknown) {
        side.problem = () => note("This handbook has no role “{id}”. Choose another one above.", { id: side.unknown });
      } else if (side.picker.value) {
        const id = side.picker.value;
        try {
          side.role = await rolebook.role(id);
        } catch {
          const again = make("button", { type: "button", onclick: () => update(wantedLevels()) }, say("Try again"));
          side.problem = () => note("{role} could not be loaded. Are you online?", { role: nameOf(id) }, " ", again);
        }
      }
    };

    const wantedLevels = () => sides.map((side) => side.level.value);

    let turn = 0;
    const update = async (wanted) => {
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

    form.querySelector(".rb-swap").addEventListener("click", async () => {
      const [one, two] = sides.map((side) => ({ id: side.picker.value, unknown: side.unknown, level: side.level.value }));
      [two, one].forEach((given, at) => Object.assign(sides[at], { unknown: given.unknown }).picker.value = given.id);
      await update([two.level, one.level]);
      keep();
    });

    const begin = () => {
      const query = new URLSearchParams(location.search);
      form.elements.b.replaceChildren(...Array.from(form.elements.a.children, (child) => child.cloneNode(true)));
      for (const side of sides) {
        const id = query.get(rolebook.key(side.name, number)) ?? "";
        if (nameOf(id)) side.picker.value = id;
        side.unknown = nameOf(id) ? "" : id;
      }
      for (const found of ideas?.querySelectorAll("a") ?? []) found.search = address(Object.fromEntries(new URL(found.href).searchParams));
      update(sides.map((side) => query.get(rolebook.key(`l${side.name}`, number)) ?? ""));
    };

    begin();
  });
})();
