// @ts-check
/** @import { Assessment, Role, Section, Session } from "../types" */
/* What the parts of the page work with: the reader's own answers, or shared ones that stay as they are. */
import * as store from "../page/store.js";
import { put } from "../pure/assessment.js";
import { keep } from "../pure/keeper.js";
import { rowsOf } from "../pure/standing.js";

/** @typedef {Pick<Session, "role" | "rows" | "isFixed" | "targets">} Begun */

/**
 * What is known of a role that this handbook lacks.
 * @type {Role}
 */
export const NO_ROLE = {
  ...{ id: "", title: "", department: "", url: "", ladder: "", checklist: "" },
  ...{ items: [], matrices: [], areas: [], tools: [], metrics: [], references: [], learning: [], leadsTo: [], comesFrom: [] },
};

/** @returns {Session} */
const fixedSession = (/** @type {Begun} */ begun, /** @type {Assessment} */ state) => {
  const set = (/** @type {Section} */ section, /** @type {string} */ key, /** @type {unknown} */ value) => {
    if (section === "about") put(state, section, key, value);
  };
  return { ...begun, state, clashes: [], isSaved: true, set, settle: () => {} };
};

/** @returns {Session} */
const ownSession = (/** @type {Begun} */ begun, /** @type {(session: Session) => void} */ changed) => {
  const keeper = keep(begun.role, store, () => session.refresh?.());
  /** @type {Session} */
  const session = {
    ...begun,
    keeper,
    get state() {
      return keeper.state;
    },
    get clashes() {
      return keeper.clashes;
    },
    get isSaved() {
      return keeper.isSaved;
    },
    set(section, key, value) {
      keeper.set(section, key, value);
      session.count?.();
      changed(session);
    },
    settle: (clash, takeTheirs) => keeper.settle(clash, takeTheirs),
  };
  return session;
};

/**
 * Begins with the reader's own answers for a role, or with fixed ones.
 * @param {Role} role
 * @param {(session: Session) => void} changed is called when the reader answered
 * @param {Assessment | null} fixed
 */
export const sessionOf = (role, changed, fixed = null) => {
  const begun = { role, rows: rowsOf(role), isFixed: Boolean(fixed), targets: new Map([[role.id, role]]) };
  return fixed ? fixedSession(begun, fixed) : ownSession(begun, changed);
};
