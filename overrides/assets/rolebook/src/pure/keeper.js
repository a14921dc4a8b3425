// @ts-check
/** @import { Assessment, Clash, Map, Section, Store } from "../types" */
/* Keeps one self-assessment in this browser, together with other tabs that have it open. */

import { VERSION, clean, differs, merge, put, same } from "./assessment.js";

/** @typedef {ReturnType<typeof keep>} Keeper */

/** @returns {any} */
const entry = (/** @type {Assessment} */ state, /** @type {Clash} */ { section, key }) => /** @type {Map<unknown>} */ (state[section])[key];

/**
 * Returns a keeper of a role's self-assessment; `changed` is called when something changed but for `set`.
 * @param {{ id: string, title: string }} role
 * @param {Store} store
 * @param {() => void} changed
 */
export const keep = (role, store, changed) => {
  const name = `assessment:${role.id}`;
  const blank = () => clean({ role: role.id, title: role.title });
  const isNewer = (/** @type {any} */ raw) => raw?.version > VERSION;
  let mine = blank();
  let base = blank();
  /** @type {Clash[]} */
  let clashes = [];
  let saved = true;

  /** Takes over what another tab saved; what both changed is left to the reader. Tells whether anything came. */
  const sync = () => {
    const raw = store.read(name);
    if (isNewer(raw)) return false;
    const before = clean(mine);
    const asked = clashes.length;
    const theirs = clean(raw);
    const kept = clashes.filter((clash) => clash.stored);
    for (const clash of kept) {
      clash.theirs = entry(theirs, clash);
      put(base, clash.section, clash.key, clash.theirs);
    }
    const found = merge(base, mine, theirs).map((clash) => ({ ...clash, stored: true }));
    base = clean(theirs);
    clashes = clashes.filter((clash) => !same(clash.section, clash.theirs, entry(mine, clash))).concat(found);
    return differs(before, mine) || clashes.length !== asked;
  };

  /** Saves; where another tab's word stands against this one's, theirs stays until the reader decides. */
  const save = () => {
    const came = sync();
    const written = clean(mine);
    for (const clash of clashes) if (clash.stored) put(written, clash.section, clash.key, clash.theirs);
    Object.assign(written, { role: role.id, title: role.title });
    const changedAt = new Date().toISOString();
    if (isNewer(store.read(name))) saved = false;
    else if (differs(written, blank())) saved = store.write(name, { ...written, changed: changedAt });
    else {
      store.remove(name);
      saved = store.read(name) === null;
    }
    if (saved) base = written;
    return came;
  };

  const keeper = {
    get state() {
      return mine;
    },
    get clashes() {
      return clashes;
    },
    /** Tells whether closing the page would lose something. */
    get isUnsaved() {
      return !saved || clashes.some((clash) => clash.stored);
    },
    get isSaved() {
      return saved;
    },
    set(/** @type {Section} */ section, /** @type {string} */ key, /** @type {unknown} */ value) {
      put(mine, section, key, value);
      if (save()) changed();
    },
    /** Puts a whole self-assessment in the place of this one. */
    replace(/** @type {unknown} */ state) {
      clashes = [];
      mine = clean(state);
      save();
      changed();
    },
    /** Adds another self-assessment, such as an imported one; where both differ, the reader is asked. */
    take(/** @type {unknown} */ state) {
      const found = merge(blank(), mine, clean(state)).map((clash) => ({ ...clash, stored: false }));
      clashes = clashes.filter((clash) => clash.stored).concat(found);
      save();
      changed();
    },
    settle(/** @type {Clash} */ clash, /** @type {boolean} */ takeTheirs) {
      clashes = clashes.filter((other) => other !== clash);
      if (takeTheirs) put(mine, clash.section, clash.key, clash.theirs);
      save();
      changed();
    },
    sync(/** @type {string | null} */ changedName = null) {
      if (changedName && changedName !== name) return;
      if (sync()) changed();
    },
  };
  sync();
  return keeper;
};
