/* The index of checklists: how far a reader is with each that was begun. */
(() => {
  "use strict";

  const { say, store } = rolebook;
  const lines = [];
  rolebook.parts(".rb-begun[data-rb-part]", (part) => {
    for (const line of part.querySelectorAll("[data-rb-role]")) {
      const note = line.querySelector(".rb-note");
      lines.push({ id: line.dataset.rbRole, note, plain: note.textContent });
    }
  });

  /** Shows the progress of one role; only ticks of items that the spec still has count. */
  const show = async (id) => {
    const role = await rolebook.role(id).catch(() => null);
    const ticked = store.read(`checklist:${id}`, []);
    const m = role?.items.length ?? 0;
    const n = Array.isArray(ticked) && m ? role.items.filter((key) => ticked.includes(key)).length : 0;
    for (const { note, plain } of lines.filter((line) => line.id === id)) {
      const bar = document.createElement("progress");
      Object.assign(bar, { className: "rb-progress", max: m || 1, value: n, ariaHidden: "true" });
      note.replaceChildren(...(n ? [say(n === m ? "All {m} done" : "{n} of {m}", { n, m }), bar] : [plain]));
    }
  };

  const idOf = (name) => name.slice("checklist:".length);
  const begun = new Set();
  const follow = (ids) => {
    for (const id of ids) if (lines.some((line) => line.id === id)) begun.add(id);
    begun.forEach(show);
  };
  const showAll = () => follow(store.names("checklist:").map(idOf));

  store.onChange((name) => {
    if (name === null) showAll();
    else if (name.startsWith("checklist:")) follow([idOf(name)]);
  });
  document.addEventListener("rb-ticked", ({ detail }) => follow([idOf(detail)]));
  window.addEventListener("pageshow", showAll);
})();
