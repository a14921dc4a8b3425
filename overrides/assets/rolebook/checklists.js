/* The index of checklists: how far a reader is with each that was begun. */
(() => {
  "use strict";

  const { say, store } = rolebook;
  const lines = new Map([...document.querySelectorAll("[data-rb-role]")].map((line) => [line.dataset.rbRole, line]));
  const plain = new Map();

  /** Shows the progress of one role; only ticks of items that the spec still has count. */
  const show = async (id) => {
    const note = lines.get(id)?.querySelector(".rb-note");
    if (!note) return;
    if (!plain.has(id)) plain.set(id, note.textContent);
    const role = await rolebook.role(id).catch(() => null);
    const ticked = store.read(`checklist:${id}`, []);
    const m = role?.items.length ?? 0;
    const n = Array.isArray(ticked) && m ? role.items.filter((key) => ticked.includes(key)).length : 0;
    if (!n) {
      note.textContent = plain.get(id);
      return;
    }
    const bar = document.createElement("progress");
    Object.assign(bar, { className: "rb-progress", max: m, value: n, ariaHidden: "true" });
    note.replaceChildren(say(n === m ? "All {m} done" : "{n} of {m}", { n, m }), bar);
  };

  const idOf = (name) => name.slice("checklist:".length);
  const showAll = () => new Set([...plain.keys(), ...store.names("checklist:").map(idOf)]).forEach(show);

  store.onChange((name) => {
    if (name === null) showAll();
    else if (name.startsWith("checklist:")) show(idOf(name));
  });
  window.addEventListener("pageshow", showAll);
})();
