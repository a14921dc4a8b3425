/* The checklist: ticks are kept in this browser, counted, copied and taken back. */
(() => {
  "use strict";

  const { say, notify, store, copy } = rolebook;

  const words = (node) => node.innerText.trim().replace(/\s+/gu, " ");

  const escaped = (text) =>
    text
      .replace(/\s+/gu, " ")
      .replace(/[\\`*_[\]<>~|]|&(?=#?\w+;)/gu, "\\$&");

  /** Returns inline HTML as Markdown. */
  const markdown = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return escaped(node.data);
    const inner = [...node.childNodes].map(markdown).join("");
    if (node.nodeName === "A") return node.matches(".headerlink") ? "" : `[${inner}](${node.href})`;
    if (node.nodeName === "CODE") return node.textContent.includes("`") ? `\`\` ${node.textContent} \`\`` : `\`${node.textContent}\``;
    if (node.nodeName === "STRONG") return `**${inner}**`;
    if (node.nodeName === "EM") return `*${inner}*`;
    return inner;
  };

  /** Returns a line of Markdown that begins no list and no heading of its own. */
  const line = (nodes) =>
    nodes.map(markdown).join("").trim().replace(/^[-+#]/u, "\\$&").replace(/^(\d+)([.)])/u, "$1\\$2");

  /** Returns what an item holds beside its text, each line as deep as it stands. */
  const below = (item, indent) =>
    [...item.children].flatMap((child) => {
      if (child.matches("ul, ol"))
        return [...child.children].flatMap((inner) => {
          const own = [...inner.childNodes].filter((node) => !/^(UL|OL|DIV)$/u.test(node.nodeName));
          return [`${indent}- ${line(own)}`, ...below(inner, `${indent}  `)];
        });
      return child.matches("div") ? ["", ...[...child.children].map((block) => `${indent}${line([block])}`), ""] : [];
    });

  /** Returns a field for a spreadsheet, which must not take it for a formula. */
  const field = (text) => `"${text.replace(/^[=+\-@＝＋－＠]/u, "'$&").replaceAll('"', '""')}"`;

  /** The ticks of a role, whichever pages and places show its checklist. */
  class Ticks {
    #name;
    #shown = [];
    #keys = new Set();
    isKept = true;

    constructor(role) {
      this.#name = `checklist:${role}`;
      store.onChange((changed) => {
        if (changed === null || changed === this.#name) this.refresh();
      });
      window.addEventListener("pageshow", () => this.refresh());
    }

    get keys() {
      return this.#keys;
    }

    /** Calls `show` whenever the ticks change. */
    follow(show) {
      this.#shown.push(show);
    }

    /** Takes over what another tab saved, unless this one could not save its own. */
    refresh() {
      if (this.isKept) this.#keys = this.#saved();
      this.#shown.forEach((show) => show());
    }

    /** Changes the ticks and keeps them; those of items the spec no longer has stay, for it may have them again. */
    change(act) {
      const keys = this.isKept ? this.#saved() : this.#keys;
      this.#keys = act(keys) ?? keys;
      const taken = this.#keys.size ? store.write(this.#name, [...this.#keys]) : (store.remove(this.#name), this.isKept);
      if (this.isKept && !taken) notify(say("Ticks cannot be saved in this browser. They stay until you leave this page."));
      this.isKept = taken;
      this.#shown.forEach((show) => show());
      document.dispatchEvent(new CustomEvent("rb-ticked", { detail: this.#name }));
    }

    #saved() {
      const keys = store.read(this.#name, []);
      return new Set(Array.isArray(keys) ? keys : []);
    }
  }

  const ticksOf = new Map();

  rolebook.parts(".rb-checking[data-rb-part]", (list) => {
    const boxes = [...list.querySelectorAll(".rb-checklist input")];
    const [bar, tools] = [".rb-checking__bar", ".rb-checking__tools"].map((part) => list.querySelector(part));
    const role = list.dataset.rbRole;
    if (!ticksOf.has(role)) ticksOf.set(role, new Ticks(role));
    const ticks = ticksOf.get(role);

    /** Shows the ticks, and how far they go. */
    const show = () => {
      for (const box of boxes) box.checked = ticks.keys.has(box.dataset.key);
      const [n, m] = [boxes.filter((box) => box.checked).length, boxes.length];
      bar.querySelector(".rb-checking__count").textContent = say(n === m ? "All {m} done" : "{n} of {m}", { n, m });
      bar.querySelector("progress").value = n;
      tools.querySelector("[data-act=reset]").hidden = !n;
    };

    const startOver = (event) => {
      const before = ticks.keys;
      ticks.change(() => new Set());
      notify(say("All ticks are gone."), {
        label: say("Undo"),
        act: () => {
          ticks.change(() => before);
          event.target.focus();
        },
      });
      /* By keyboard, the way back is one key away. */
      if (!event.detail) document.querySelector(".rb-notice button").focus();
    };

    /** Returns the items and headings in their order. */
    const rows = () =>
      [...list.querySelectorAll(":is(h2, h3, h4, h5, h6)[id], .rb-checklist > li")].map((element) => {
        const box = element.querySelector(":scope > label > input");
        return { element, box, heading: !box };
      });

    const asMarkdown = () => {
      const lines = [`# ${escaped(list.dataset.title)}`, ""];
      for (const { element, box, heading } of rows())
        if (heading) lines.push("", `## ${line([element])}`, "");
        else lines.push(`- [${box.checked ? "x" : " "}] ${line([box.nextElementSibling])}`, ...below(element, "  "));
      return `${lines.join("\n").replace(/\n{3,}/gu, "\n\n").trim()}\n`;
    };

    const asCsv = () => {
      const found = rows();
      const sections = found.some(({ heading }) => heading);
      let section = "";
      const records = [[say("Section"), say("Item"), say("Done")]];
      for (const { element, box, heading } of found)
        if (heading) section = words(element).replace(/#$/u, "");
        else records.push([section, words(element), say(box.checked ? "yes" : "no")]);
      return records.map((record) => `${record.slice(sections ? 0 : 1).map(field).join(",")}\r\n`).join("");
    };

    const acts = {
      reset: startOver,
      markdown: () => copy(asMarkdown(), say("Copied as Markdown.")),
      csv: () => copy(asCsv(), say("Copied as CSV.")),
    };

    list.addEventListener("change", ({ target }) => {
      ticks.change((keys) => { keys[target.checked ? "add" : "delete"](target.dataset.key); });
    });
    tools.addEventListener("click", (event) => acts[event.target.dataset.act]?.(event));
    /* A quick reader may have ticked before this script was there. */
    const early = boxes.filter((box) => box.checked).map((box) => box.dataset.key);
    ticks.follow(show);
    ticks.refresh();
    if (early.length) ticks.change((keys) => new Set([...keys, ...early]));
  });
})();
