/* Career paths as a picture: a role, two steps back and two steps on. It is read from the table of all roles. */
(() => {
  "use strict";

  const AT_ONCE = 6; // More roles than these in a column wait behind a button.
  const GAP = 5; // Percent of the width between two columns; paths.css has the same.
  const { say } = rolebook;

  const make = (name, given, ...children) => {
    const element = Object.assign(document.createElement(name), given);
    element.append(...children);
    return element;
  };

  rolebook.parts(".rb-paths", (section, number) => {
    const heading = section.firstElementChild;
    const roles = new Map();
    for (const row of section.querySelectorAll("tr[data-role]")) {
      const [link, ...next] = row.querySelectorAll("a");
      const group = row.parentElement;
      roles.set(row.dataset.role, {
        id: row.dataset.role,
        title: link.textContent,
        url: link.href,
        department: group.firstElementChild.textContent.trim(),
        tint: group.className,
        next: next.map((other) => other.dataset.role),
        from: [],
      });
    }
    for (const role of roles.values()) for (const id of role.next) roles.get(id).from.push(role.id);

    /** Returns the ids one step further, none of them known already. */
    const beyond = (ids, way, known) => [...new Set(ids.flatMap((id) => roles.get(id)[way]))].filter((id) => !known.includes(id));

    /** Returns the columns of a picture, outer ones only where somebody stands in them. */
    const columnsAround = (id, whole) => {
      const shown = (key, ids) => (whole.has(key) ? ids : ids.slice(0, AT_ONCE));
      const column = (key, title, ids, none) => ({ key, title, ids: shown(key, ids), more: ids.length - shown(key, ids).length, none });
      const side = (way, [near, far]) => {
        const first = column(`${way}1`, near[0], beyond([id], way, [id]), near[1]);
        const all = beyond([id], way, [id]);
        return [first, column(`${way}2`, far, beyond(first.ids, way, [id, ...all]))];
      };
      const [back, farBack] = side("from", [["Where people come from", "No role leads here yet."], "Two steps back"]);
      const [on, farOn] = side("next", [["Where this role leads", "No next role is written yet."], "Two steps on"]);
      return [farBack, back, column("here", "This role", [id]), on, farOn].filter(({ ids, none }) => ids.length || none);
    };

    /** Returns curves from each role to those of the next column that it leads to; 100 wide, two units a row. */
    const linesOf = (columns, rows) => {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("class", "rb-picture__lines");
      svg.setAttribute("viewBox", `0 0 100 ${rows}`);
      svg.setAttribute("preserveAspectRatio", "none");
      svg.setAttribute("aria-hidden", "true");
      const width = (100 - GAP * (columns.length - 1)) / columns.length;
      const middle = ({ ids }, index) => rows / 2 - ids.length + 2 * index + 1;
      columns.slice(0, -1).forEach((column, place) => {
        const right = columns[place + 1];
        const x = place * (width + GAP) + width;
        column.ids.forEach((id, index) => right.ids.forEach((other, otherIndex) => {
          if (!roles.get(id).next.includes(other)) return;
          const line = document.createElementNS(svg.namespaceURI, "path");
          const [y, otherY] = [middle(column, index), middle(right, otherIndex)];
          line.setAttribute("d", `M${x} ${y}C${x + GAP / 2} ${y} ${x + GAP / 2} ${otherY} ${x + GAP} ${otherY}`);
          if ([column.key, right.key].includes("here")) line.setAttribute("class", "is-near");
          svg.append(line);
        }));
      });
      return svg;
    };

    const nodeOf = (role, here) => {
      const link = make("a", { href: role.url, textContent: role.title });
      const department = make("span", { className: `rb-post__department ${role.tint}`, textContent: role.department });
      const node = make("li", { className: "rb-picture__node" }, link, department);
      if (here) {
        node.classList.add("is-here");
        link.setAttribute("aria-current", "true");
        return node;
      }
      const name = say("Show the paths of {title}", { title: role.title });
      const button = make("button", { type: "button", className: "rb-picture__center", title: name });
      button.setAttribute("aria-label", name);
      button.addEventListener("click", () => {
        choose(role.id);
        section.querySelector(".is-here a").focus();
      });
      node.append(button);
      return node;
    };

    const columnOf = (column, rows, whole, redraw) => {
      const list = make("ul", { className: "rb-picture__list" });
      column.ids.forEach((id, index) => {
        const node = nodeOf(roles.get(id), column.key === "here");
        node.style.gridRow = `${rows / 2 - column.ids.length + 2 * index + 1} / span 2`;
        list.append(node);
      });
      const parts = [make("h3", { textContent: say(column.title) }), column.ids.length ? list : make("p", { className: "rb-empty", textContent: say(column.none) })];
      if (column.more) {
        const more = make("button", { type: "button", className: "rb-org-quiet", textContent: say("and {n} more", { n: column.more }) });
        more.addEventListener("click", () => {
          redraw(new Set([...whole, column.key]));
          section.querySelectorAll(`[data-column=${column.key}] a`)[column.ids.length].focus();
        });
        parts.push(more);
      }
      const shown = make("div", { className: "rb-picture__column" }, ...parts);
      shown.dataset.column = column.key;
      return shown;
    };

    const picture = make("div", { className: "rb-picture" });
    const told = make("output", { className: "rb-visually-hidden" });
    const lost = make("p", { className: "rb-note", hidden: true });
    const select = make("select", { className: "rb-org-field", id: rolebook.key("paths--of", number) });

    const draw = (id, whole = new Set()) => {
      const columns = columnsAround(id, whole);
      const rows = 2 * Math.max(...columns.map(({ ids }) => ids.length));
      picture.style.setProperty("--columns", columns.length);
      picture.style.setProperty("--rows", rows);
      const redraw = (more) => draw(id, more);
      picture.replaceChildren(linesOf(columns, rows), ...columns.map((column) => columnOf(column, rows, whole, redraw)));
      [...picture.children].slice(1).forEach((column, index) => column.style.setProperty("--column", index + 1));
      select.value = id;
    };

    const asked = () => new URLSearchParams(location.search).get(rolebook.key("path", number));

    /** Draws a role's paths, says so, and puts it into the address. */
    const choose = (id) => {
      draw(id);
      lost.hidden = true;
      told.textContent = say("Paths of {title}", { title: roles.get(id).title });
      const address = new URL(location);
      address.searchParams.set(rolebook.key("path", number), id);
      address.hash = heading.id;
      try {
        history.pushState(null, "", address);
      } catch {
        /* A page opened as a file keeps its address. */
      }
    };

    /** Returns the first role with the most columns around it. */
    const first = () => {
      const width = new Map([...roles.keys()].map((id) => [id, columnsAround(id, new Set()).filter(({ ids }) => ids.length).length]));
      return [...roles.keys()].reduce((best, id) => (width.get(id) > width.get(best) ? id : best));
    };

    const drawAsked = () => {
      const name = asked();
      lost.hidden = name === null || roles.has(name);
      lost.textContent = say("This handbook has no role \"{name}\".", { name });
      draw(roles.has(name) ? name : first());
    };

    for (const group of section.querySelectorAll("tbody")) {
      const options = [...group.querySelectorAll("tr[data-role]")].map((row) => new Option(roles.get(row.dataset.role).title, row.dataset.role));
      select.append(make("optgroup", { label: group.firstElementChild.textContent.trim() }, ...options));
    }
    select.addEventListener("change", () => choose(select.value));
    window.addEventListener("popstate", drawAsked);
    const all = section.querySelector(".rb-paths__all");
    all.open = false;
    all.before(make("div", { className: "rb-org__bar" }, make("label", { htmlFor: select.id, textContent: say("Paths of") }), select, told), lost, make("div", { className: "rb-picture__frame" }, picture));
    drawAsked();
    if (location.hash === `#${heading.id}`) section.scrollIntoView();
  });
})();
