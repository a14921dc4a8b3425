// @ts-check
/** @import { Aim, Level, Session } from "../types" */
/* What a reader aims at. */
import { levelsOf } from "./levels.js";
import { nextLevel, rowsOf } from "./standing.js";

/**
 * Returns the role and the level aimed at; the reader's own role until another one is loaded.
 * @param {Pick<Session, "role" | "rows" | "state" | "targets">} session
 * @returns {Aim}
 */
export const aimOf = (session) => {
  const { role: wanted, level } = session.state.about.target ?? { role: "", level: "" };
  const role = session.targets.get(wanted) ?? session.role;
  const rows = rowsOf(role);
  const next = /** @type {Level} */ (nextLevel(rows, session.rows, session.state.answers));
  const levels = levelsOf(rows);
  const chosen = levels.find(({ id }) => id === level);
  return { role, rows, levels, next, level: chosen ?? next, isNext: !chosen, isOther: role !== session.role };
};
