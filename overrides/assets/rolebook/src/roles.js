/* Filters the list of roles; the address keeps the filter, so that it can be sent. */
(() => {
  "use strict";

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const ids = (text) => text.split(" ").filter(Boolean);

  const headOf = (department) => department.querySelector("h2, h3, h4, h5, h6");
  const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;

  rolebook.parts(".rb-filtering", (part, number) => {
    const form = part.querySelector(".rb-filter");
    const list = Array.from(document.querySelectorAll(".rb-departments--full")).find((found) => follows(part, found));
    if (!form || !list) throw new Error("role_filter() has no departments(full=true) below it");
    const found = form.querySelector("[role=status]");
    const clear = form.querySelector(".rb-filter__clear");
    const none = part.querySelector(".rb-filter__none");
    const fields = Array.from(form.querySelectorAll("[name]"));

    const departments = Array.from(list.querySelectorAll(".rb-department"), (element) => ({
      element,
      slug: element.dataset.department,
      heading: headOf(element),
      outline: document.querySelector(`.rb-outline a[href="#${CSS.escape(headOf(element).id)}"]`)?.parentElement,
      roles: Array.from(element.querySelectorAll(".rb-roles > li"), (item) => ({
        item,
        words: folded(`${item.textContent} ${item.dataset.also}`),
        levels: item.dataset.levels,
        tool: ids(item.dataset.tools),
        competency: ids(item.dataset.competencies),
      })),
    }));
    const all = departments.reduce((sum, department) => sum + department.roles.length, 0);

    /** What a field offers, by name and id. */
    const offered = new Map(fields.filter((field) => field.list).map((field) => [
      field.name,
      Array.from(field.list.options, (option) => ({ id: option.dataset.id, name: option.value, folded: folded(option.value) })),
    ]));

    /** Returns the ids a reader may mean: the one of that name, or all whose name holds what was written. */
    const meant = (name, written) => {
      const wanted = folded(written);
      const exact = offered.get(name).filter((entry) => entry.folded === wanted);
      return new Set((exact.length ? exact : offered.get(name).filter((entry) => entry.folded.includes(wanted))).map((entry) => entry.id));
    };

    /** Returns what every role shown has to pass. */
    const tests = (wanted) => {
      const words = folded(wanted.words ?? "").split(/\s+/u);
      const passed = [(role) => words.every((word) => role.words.includes(word))];
      if (wanted.levels) passed.push((role) => role.levels === wanted.levels);
      for (const name of offered.keys())
        if (wanted[name]) {
          const some = meant(name, wanted[name]);
          passed.push((role) => role[name].some((id) => some.has(id)));
        }
      return passed;
    };

    const written = () => Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));

    const apply = () => {
      const wanted = written();
      const filtered = Object.values(wanted).some(Boolean);
      const passed = tests(wanted);
      let shown = 0;
      for (const department of departments) {
        const open = !wanted.department || wanted.department === department.slug;
        let here = 0;
        for (const role of department.roles) {
          role.item.hidden = !(open && passed.every((test) => test(role)));
          here += !role.item.hidden;
        }
        department.element.hidden = !here;
        department.heading.dataset.count = here;
        if (department.outline) department.outline.hidden = !here;
        shown += here;
      }
      found.textContent = filtered ? (shown ? rolebook.say("{n} of {all} roles", { n: shown, all }) : rolebook.say("No role matches.")) : "";
      clear.hidden = !filtered;
      none.hidden = shown > 0;
    };

    /** Keeps the filter in the address: ids where a name is that of an entry, else what was written. */
    const keep = () => {
      const idOf = (name, value) => offered.get(name)?.find((entry) => entry.folded === folded(value))?.id ?? value;
      rolebook.keep(Object.fromEntries(Object.entries(written()).map(([name, value]) => [rolebook.key(name, number), idOf(name, value)])));
    };

    /** Writes what the address says into the fields. */
    const restore = () => {
      const query = new URLSearchParams(location.search);
      for (const field of fields) {
        const value = query.get(rolebook.key(field.name, number)) ?? "";
        field.value = offered.get(field.name)?.find((entry) => entry.id === value)?.name ?? value;
        if (field.value !== value && field.tagName === "SELECT") field.value = "";
      }
    };

    let timer;
    const changed = () => {
      apply();
      clearTimeout(timer);
      timer = setTimeout(keep, 250);
    };

    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    clear.addEventListener("click", () => {
      for (const field of fields) field.value = "";
      changed();
      fields[0].focus();
    });
    restore();
    apply();
  });
})();
