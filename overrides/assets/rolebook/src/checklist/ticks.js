// @ts-check
import { notify } from "../page/notice.js";
import { translate } from "../page/translate.js";
import * as store from "../page/store.js";

/** The ticks of a role, whichever pages and places show its checklist. */
class Ticks {
  /** @type {string} */
  #name;
  /** @type {(() => void)[]} */
  #shown = [];
  /** @type {Set<string>} */
  #keys = new Set();
  #isKept = true;

  constructor(/** @type {string} */ role) {
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
  follow(/** @type {() => void} */ show) {
    this.#shown.push(show);
  }

  /** Takes over what another tab saved, unless this one could not save its own. */
  refresh() {
    if (this.#isKept) this.#keys = this.#saved();
    this.#shown.forEach((show) => show());
  }

  /** Changes the ticks and keeps them; those of items the spec no longer has stay, for it may have them again. */
  change(/** @type {(keys: Set<string>) => Set<string>} */ act) {
    this.#keys = act(this.#isKept ? this.#saved() : this.#keys);
    const isTaken = this.#save();
    if (this.#isKept && !isTaken) notify(translate("Ticks cannot be saved in this browser. They stay until you leave this page."));
    this.#isKept = isTaken;
    this.#shown.forEach((show) => show());
    document.dispatchEvent(new CustomEvent("rb-ticked", { detail: this.#name }));
  }

  /** Saves the ticks; where there are none, nothing is left of them. Tells whether the browser took it. */
  #save() {
    if (this.#keys.size) return store.write(this.#name, [...this.#keys]);
    store.remove(this.#name);
    return this.#isKept;
  }

  /** @returns {Set<string>} */
  #saved() {
    const keys = store.read(this.#name, []);
    return new Set(Array.isArray(keys) ? keys : []);
  }
}

/** @type {Map<string, Ticks>} */
const known = new Map();

/** Returns the ticks of a role, the same ones for each place that shows them. */
export const ticksOf = (/** @type {string} */ role) => {
  const ticks = known.get(role) ?? new Ticks(role);
  known.set(role, ticks);
  return ticks;
};
