// @ts-check
/* The career ladder: one level at a time on a narrow screen, only what changes, addresses to send. */
import { keep } from "./page/address.js";
import { all, make, one } from "./page/elements.js";
import { markNewWords } from "./page/new-words.js";
import { notify } from "./page/notice.js";
import { parts } from "./page/parts.js";
import { translate } from "./page/translate.js";
import { key } from "./pure/address.js";
import { spanOf, swiped } from "./pure/levels.js";
import { oneLine } from "./pure/plain.js";

const narrow = window.matchMedia("(max-width: 37.49em)");
const isEmpty = (/** @type {Element} */ cell) => cell.querySelector(":scope > .rb-empty") !== null;
const wording = (/** @type {Element} */ cell) => oneLine(cell.textContent);

/**
 * Puts into the address what is shown; `anchored` keeps its `#`.
 * @param {Record<string, string>} values
 * @param {boolean} [anchored]
 */
const address = (values, anchored) =>
  keep(values, (url) => {
    if (!anchored) url.hash = "";
  });

/**
 * The form that chooses what is shown.
 * @typedef {HTMLFormElement & { elements: { view: RadioNodeList & Iterable<HTMLInputElement>, from: HTMLSelectElement, to: HTMLSelectElement } }} Views
 */

/** One matrix with its frame: each of a page works on its own. */
class Ladder {
  #frame;
  #section;
  #heads;
  /** @type {HTMLElement[][]} */
  #rows;
  #levels;
  /** @type {Views | null} */
  #views;
  #tabs;
  #number;
  #level = 0;
  /** @type {Map<HTMLElement, ChildNode[]>} */
  #originals = new Map();

  /**
   * @param {HTMLElement} frame
   * @param {number} number
   */
  constructor(frame, number) {
    this.#frame = frame;
    this.#section = /** @type {HTMLElement} */ (frame.parentElement);
    this.#number = number;
    this.#heads = all("thead th", frame).slice(1);
    this.#rows = all("tbody tr", frame, HTMLTableRowElement).map((row) => [...row.cells].slice(1));
    this.#levels = this.#heads.map((head) => head.dataset.levelId ?? "");
    this.#views = this.#section.querySelector(".rb-views");
    this.#tabs = all(".rb-tabs input", this.#section, HTMLInputElement);
    this.#choose(0);
    if (this.#views) this.#listen(this.#views);
    this.#watchEdges();
    for (const head of all("th[id]", frame)) this.#addAddress(head);
  }

  has(/** @type {string} */ level) {
    return this.#levels.includes(level);
  }

  /** Returns what a name in the address is called for this matrix. */
  key(/** @type {string} */ name) {
    return key(name, this.#number);
  }

  /**
   * Makes a level stand out, and its tab the open one; `head` may name it in place of the level.
   * @param {string} level
   * @param {HTMLElement} [head]
   */
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
    const [head, first] = [this.#heads[this.#level], this.#heads[0]?.previousElementSibling];
    if (head && first) this.#frame.scrollLeft += head.getBoundingClientRect().left - first.getBoundingClientRect().right - 20;
  }

  /** Brings a competency's row below the header row, which only stays in sight while the frame is. */
  bring(/** @type {HTMLElement} */ row) {
    if (narrow.matches || !this.#frame.contains(row)) return;
    this.#frame.scrollIntoView();
    this.#frame.scrollTop += row.getBoundingClientRect().top - this.#heads[0].getBoundingClientRect().bottom;
  }

  /**
   * Shows what changes between two levels, in whatever order they are named; one of them may be left out.
   * @param {string | null | undefined} from
   * @param {string | null} [to]
   */
  showChanges(from, to) {
    if (!this.#views) return;
    const [earlier, later] = spanOf(this.#levels, from, to);
    this.#forget();
    this.#section.dataset.view = "changes";
    this.#views.elements.view.value = "changes";
    one(".rb-views__span", this.#views).hidden = false;
    this.#offer(this.#views, earlier, later);
    this.#columns((cell, index) => {
      cell.hidden = index !== earlier && index !== later;
      cell.classList.toggle("rb-earlier", index === earlier);
    });
    for (const cells of this.#rows) this.#compare(cells[earlier], cells[later], earlier);
    address({ [this.key("from")]: this.#levels[earlier], [this.key("to")]: this.#levels[later], [this.key("level")]: "" }, true);
  }

  showAll() {
    if (!this.#views) return;
    this.#forget();
    delete this.#section.dataset.view;
    this.#views.elements.view.value = "all";
    one(".rb-views__span", this.#views).hidden = true;
    this.#columns((cell) => {
      cell.hidden = false;
      cell.classList.remove("rb-earlier");
    });
    address({ [this.key("from")]: "", [this.key("to")]: "" }, true);
  }

  #columns(/** @type {(cell: HTMLElement, index: number) => void} */ act) {
    for (const cells of [this.#heads, ...this.#rows]) cells.forEach(act);
  }

  #choose(/** @type {number} */ index) {
    this.#level = index;
    this.#columns((cell, column) => cell.classList.toggle("rb-chosen", column === index));
    const tab = this.#tabs[index];
    if (!tab) return;
    tab.checked = true;
    const [strip, label] = [tab.closest(".rb-tabs"), tab.parentElement];
    if (strip && label) strip.scrollLeft = label.offsetLeft - (strip.clientWidth - label.offsetWidth) / 2;
  }

  /** Opens a level's tab by a reader's hand. */
  #turnTo(/** @type {number} */ index) {
    if (!this.#levels[index]) return;
    this.#choose(index);
    this.#frame.dataset.chosen = "";
    address({ [this.key("level")]: this.#levels[index] });
  }

  #listen(/** @type {Views} */ views) {
    const { from, to, view } = views.elements;
    views.addEventListener("submit", (event) => event.preventDefault());
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
    /** @type {Touch | null} */
    let start = null;
    const begin = (/** @type {TouchEvent} */ { touches }) => {
      start = touches.length === 1 ? touches[0] ?? null : null;
    };
    const end = (/** @type {TouchEvent} */ { changedTouches: [touch] }) => {
      if (!start || !touch || !narrow.matches || this.#section.dataset.view) return;
      const steps = swiped(touch.clientX - start.clientX, touch.clientY - start.clientY);
      if (steps) this.#turnTo(this.#level + steps);
    };
    this.#frame.addEventListener("touchstart", begin, { passive: true });
    this.#frame.addEventListener("touchend", end);
  }

  /**
   * Sets the two selects; a level is only offered as the later one when it is.
   * @param {Views} views
   * @param {number} earlier
   * @param {number} later
   */
  #offer(views, earlier, later) {
    const { from, to } = views.elements;
    from.value = this.#levels[earlier];
    to.value = this.#levels[later];
    [...to.options].forEach((option, index) => {
      option.disabled = index < earlier;
    });
  }

  /**
   * @param {HTMLElement} before
   * @param {HTMLElement} after
   * @param {number} earlier the level of what was expected before
   */
  #compare(before, after, earlier) {
    this.#originals.set(after, [...after.childNodes]);
    const shown = /** @type {HTMLElement} */ (after.cloneNode(true));
    if (!isEmpty(after) && wording(before) === wording(after))
      shown.replaceChildren(make("span", { className: "rb-empty" }, translate("No change")));
    else if (!isEmpty(after)) markNewWords(earlier, shown);
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
    if (frame.firstElementChild) observer.observe(frame.firstElementChild);
  }

  /** Gives a head the link that headings have; a click copies it too, where the browser lets it. */
  #addAddress(/** @type {HTMLElement} */ head) {
    const name = wording(head);
    const link = make("a", { className: "headerlink", href: `#${head.id}`, ariaLabel: translate("Address of {name}", { name }) }, "#");
    link.addEventListener("click", () => {
      const page = head.dataset.levelId ? location.pathname : location.href;
      const sent = new URL(`#${head.id}`, new URL(page, location.href));
      navigator.clipboard?.writeText(sent.href).then(() => notify(translate("Address copied.")), () => {});
    });
    head.ariaLabel = name;
    head.append(link);
  }
}

/** @type {Ladder[]} */
const ladders = [];
parts(".rb-ladders", (part) => {
  for (const frame of all(".rb-ladder", part)) ladders.push(new Ladder(frame, ladders.length + 1));
});

/**
 * Finds the ladder that an address means: the one it counts, or else any that has the levels.
 * @param {Ladder} ladder
 * @param {string[]} levels
 */
const meant = (ladder, levels) => [ladder, ...ladders].find((each) => levels.every((level) => each.has(level)));

/**
 * @param {Ladder} ladder
 * @param {string[]} levels
 */
const lacks = (ladder, levels) => {
  const level = levels.find((each) => !ladder.has(each)) ?? levels[0];
  notify(translate("This ladder has no level “{level}”. Here is the whole ladder.", { level }));
  address(Object.fromEntries(["from", "to", "level"].map((name) => [ladder.key(name), ""])), true);
};

const readAddress = () => {
  const asked = new URL(location.href).searchParams;
  for (const ladder of ladders) {
    const [from, to, level] = ["from", "to", "level"].map((name) => asked.get(ladder.key(name)));
    const levels = /** @type {string[]} */ ([from, to].filter(Boolean));
    const [marked, compared] = [meant(ladder, level ? [level] : []), meant(ladder, levels)];
    if (level && marked) marked.mark(level);
    else if (level) lacks(ladder, [level]);
    if (levels.length && compared) compared.showChanges(from, to);
    else if (levels.length) lacks(ladder, levels);
  }
};

/** Follows `#level--…`, and on a narrow screen the headings that the tabs stand for. */
const readAnchor = () => {
  const target = document.querySelector(":target");
  const id = narrow.matches ? target?.id.replace(/^expected--/, "level--") : target?.id;
  const head = id ? document.getElementById(id) : null;
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
