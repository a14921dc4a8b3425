/* The career ladder: one level at a time on a narrow screen, only what changes, addresses to send. */
(() => {
  "use strict";

  const { say, notify } = rolebook;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const narrow = window.matchMedia("(max-width: 37.49em)");
  const isEmpty = (cell) => cell.querySelector(":scope > .rb-empty") !== null;
  const wording = (cell) => cell.textContent.trim().replace(/\s+/gu, " ");

  /** Puts into the address what is shown; `anchored` keeps its `#`. */
  const address = (values, anchored) => rolebook.keep(values, (url) => { if (!anchored) url.hash = ""; });

  /** One matrix with its frame: each of a page works on its own. */
  class Ladder {
    #frame;
    #section;
    #heads;
    #rows;
    #levels;
    #views;
    #tabs;
    #number;
    #level = 0;
    #originals = new Map();

    constructor(frame, number) {
      this.#frame = frame;
      this.#section = frame.parentElement;
      this.#number = number;
      this.#heads = all("thead th", frame).slice(1);
      this.#rows = all("tbody tr", frame).map((row) => [...row.cells].slice(1));
      this.#levels = this.#heads.map((head) => head.dataset.levelId);
      this.#views = this.#section.querySelector(".rb-views");
      this.#tabs = all(".rb-tabs input", this.#section);
      this.#choose(0);
      if (this.#views) this.#listen();
      this.#watchEdges();
      for (const head of all("th[id]", frame)) this.#addAddress(head);
    }

    has(level) {
      return this.#levels.includes(level);
    }

    /** Returns what a name in the address is called for this matrix. */
    key(name) {
      return rolebook.key(name, this.#number);
    }

    /** Makes a level stand out, and its tab the open one; `head` may name it in place of the level. */
    mark(level, head) {
      const index = head ? this.#heads.indexOf(head) : this.#levels.indexOf(level);
      if (index < 0) return;
      this.#choose(index);
      this.#frame.dataset.chosen = "";
      this.bringLevel();
      if (head && narrow.matches) this.#section.scrollIntoView();
      else if (head) this.#frame.scrollIntoView();
      if (head) address({ [this.key("level")]: "" }, true);
    }

    /** Brings the chosen level beside the first column. */
    bringLevel() {
      if (!("chosen" in this.#frame.dataset)) return;
      const [head, first] = [this.#heads[this.#level], this.#heads[0].previousElementSibling];
      this.#frame.scrollLeft += head.getBoundingClientRect().left - first.getBoundingClientRect().right - 20;
    }

    /** Brings a competency's row below the header row, which only stays in sight while the frame is. */
    bring(row) {
      if (narrow.matches || !this.#frame.contains(row)) return;
      this.#frame.scrollIntoView();
      this.#frame.scrollTop += row.getBoundingClientRect().top - this.#heads[0].getBoundingClientRect().bottom;
    }

    /** Shows what changes between two levels, in whatever order they are named; one of them may be left out. */
    showChanges(from, to) {
      if (!this.#views) return;
      const last = this.#levels.length - 1;
      let [earlier, later] = [this.#levels.indexOf(from), this.#levels.indexOf(to)];
      if (earlier < 0) earlier = later > 0 ? later - 1 : 0;
      if (later < 0 || later === earlier) later = earlier + 1;
      if (earlier > later) [earlier, later] = [later, earlier];
      if (later > last) [earlier, later] = [last - 1, last];
      this.#forget();
      this.#section.dataset.view = "changes";
      this.#views.elements.view.value = "changes";
      this.#views.querySelector(".rb-views__span").hidden = false;
      this.#offer(earlier, later);
      this.#columns((cell, index) => {
        cell.hidden = index !== earlier && index !== later;
        cell.classList.toggle("rb-earlier", index === earlier);
      });
      for (const cells of this.#rows) this.#compare(cells[earlier], cells[later]);
      address({ [this.key("from")]: this.#levels[earlier], [this.key("to")]: this.#levels[later], [this.key("level")]: "" }, true);
    }

    showAll() {
      this.#forget();
      delete this.#section.dataset.view;
      this.#views.elements.view.value = "all";
      this.#views.querySelector(".rb-views__span").hidden = true;
      this.#columns((cell) => {
        cell.hidden = false;
        cell.classList.remove("rb-earlier");
      });
      address({ [this.key("from")]: "", [this.key("to")]: "" }, true);
    }

    #columns(act) {
      for (const cells of [this.#heads, ...this.#rows]) cells.forEach(act);
    }

    #choose(index) {
      this.#level = index;
      this.#columns((cell, column) => cell.classList.toggle("rb-chosen", column === index));
      const tab = this.#tabs[index];
      if (!tab) return;
      tab.checked = true;
      const strip = tab.closest(".rb-tabs");
      strip.scrollLeft = tab.parentElement.offsetLeft - (strip.clientWidth - tab.parentElement.offsetWidth) / 2;
    }

    /** Opens a level's tab by a reader's hand. */
    #turnTo(index) {
      if (!this.#levels[index]) return;
      this.#choose(index);
      this.#frame.dataset.chosen = "";
      address({ [this.key("level")]: this.#levels[index] });
    }

    #listen() {
      const { from, to, view } = this.#views.elements;
      this.#views.addEventListener("submit", (event) => event.preventDefault());
      this.#tabs.forEach((tab, index) => tab.addEventListener("change", () => this.#turnTo(index)));
      for (const radio of view)
        radio.addEventListener("change", () => {
          if (view.value === "changes") this.showChanges(this.#levels[this.#level]);
          else this.showAll();
        });
      from.addEventListener("change", () => {
        const later = Math.max(this.#levels.indexOf(to.value), this.#levels.indexOf(from.value) + 1);
        this.showChanges(from.value, this.#levels[later]);
      });
      to.addEventListener("change", () => this.showChanges(from.value, to.value));
      this.#turnBySwipe();
    }

    #turnBySwipe() {
      let start = null;
      this.#frame.addEventListener("touchstart", ({ touches }) => { start = touches.length === 1 ? touches[0] : null; }, { passive: true });
      this.#frame.addEventListener("touchend", ({ changedTouches: [end] }) => {
        if (!start || !narrow.matches || this.#section.dataset.view) return;
        const [across, down] = [end.clientX - start.clientX, end.clientY - start.clientY];
        if (Math.abs(across) > 48 && Math.abs(across) > 2 * Math.abs(down)) this.#turnTo(this.#level - Math.sign(across));
      });
    }

    /** Sets the two selects; a level is only offered as the later one when it is. */
    #offer(earlier, later) {
      const { from, to } = this.#views.elements;
      from.value = this.#levels[earlier];
      to.value = this.#levels[later];
      [...to.options].forEach((option, index) => { option.disabled = index < earlier; });
    }

    #compare(before, after) {
      this.#originals.set(after, [...after.childNodes]);
      const shown = after.cloneNode(true);
      if (!isEmpty(after) && wording(before) === wording(after)) {
        const same = document.createElement("span");
        same.className = "rb-empty";
        same.textContent = say("No change");
        shown.replaceChildren(same);
      } else if (!isEmpty(after)) rolebook.markNewWords(isEmpty(before) ? new Text() : before, shown);
      after.replaceChildren(...shown.childNodes);
    }

    #forget() {
      for (const [cell, nodes] of this.#originals) cell.replaceChildren(...nodes);
      this.#originals.clear();
    }

    /** Tells the style sheet at which sides the frame goes on. */
    #watchEdges() {
      const frame = this.#frame;
      const look = () => {
        const past = Math.abs(frame.scrollLeft);
        frame.classList.toggle("rb-ladder--past", past > 1);
        frame.classList.toggle("rb-ladder--on", frame.scrollWidth - frame.clientWidth - past > 1);
      };
      frame.addEventListener("scroll", look, { passive: true });
      const observer = new ResizeObserver(look);
      observer.observe(frame);
      observer.observe(frame.firstElementChild);
    }

    /** Gives a head the link that headings have; a click copies it too, where the browser lets it. */
    #addAddress(head) {
      const link = document.createElement("a");
      const name = wording(head);
      link.className = "headerlink";
      link.href = `#${head.id}`;
      link.textContent = "#";
      link.ariaLabel = say("Address of {name}", { name });
      link.addEventListener("click", () => {
        const page = head.dataset.levelId ? location.pathname : location.href;
        const sent = new URL(`#${head.id}`, new URL(page, location));
        navigator.clipboard?.writeText(sent.href).then(() => notify(say("Address copied.")), () => {});
      });
      head.ariaLabel = name;
      head.append(link);
    }
  }

  const ladders = [];
  rolebook.parts(".rb-ladders", (part) => {
    for (const frame of all(".rb-ladder", part)) ladders.push(new Ladder(frame, ladders.length + 1));
  });

  /** Finds the ladder that an address means: the one it counts, or else any that has the levels. */
  const meant = (ladder, levels) => [ladder, ...ladders].find((each) => levels.every((level) => each.has(level)));

  const lacks = (ladder, levels) => {
    const level = levels.find((each) => !ladder.has(each)) ?? levels[0];
    notify(say("This ladder has no level “{level}”. Here is the whole ladder.", { level }));
    address(Object.fromEntries(["from", "to", "level"].map((name) => [ladder.key(name), ""])), true);
  };

  const readAddress = () => {
    const asked = new URL(location).searchParams;
    for (const ladder of ladders) {
      const [from, to, level] = ["from", "to", "level"].map((name) => asked.get(ladder.key(name)));
      const levels = [from, to].filter(Boolean);
      if (level && !meant(ladder, [level])) lacks(ladder, [level]);
      else if (level) meant(ladder, [level]).mark(level);
      if (levels.length && !meant(ladder, levels)) lacks(ladder, levels);
      else if (levels.length) meant(ladder, levels).showChanges(from, to);
    }
  };

  /** Follows `#level--…`, and on a narrow screen the headings that the tabs stand for. */
  const readAnchor = () => {
    const target = document.querySelector(":target");
    const id = narrow.matches ? target?.id.replace(/^expected--/, "level--") : target?.id;
    const head = id && document.getElementById(id);
    for (const ladder of ladders)
      if (head?.dataset.levelId) ladder.mark("", head);
      else if (head) ladder.bring(head);
  };

  readAddress();
  readAnchor();
  window.addEventListener("hashchange", readAnchor);
  /* Once more, because while a page loads its fonts arrive, and browsers go to the anchor themselves. */
  window.addEventListener("load", () => {
    for (const ladder of ladders) ladder.bringLevel();
    readAnchor();
  });
})();
