// @ts-check
/** @import { Aim, Mark, Session, Standing } from "../types" */
/* Where a reader stands, as the bars of the picture. */
import { translate } from "../page/translate.js";
import { indexOf, standing } from "../pure/standing.js";

const stands = (/** @type {Standing} */ { state, mine }, /** @type {number} */ own) => {
  if (state === "new") return translate("new");
  if (state === "open") return translate("Not answered");
  return mine && own >= 0 ? mine.levels[own].name : translate("Not yet");
};

/** @returns {Mark} */
const mark = (/** @type {Standing} */ one, /** @type {Aim} */ aim) => {
  const { row, mine, answer, at, goal, state } = one;
  const own = mine && answer?.level ? indexOf(mine, answer.level) : -1;
  const isApart = state === "apart" && mine !== undefined;
  return {
    name: row.name,
    levels: isApart ? mine.levels : row.levels,
    at: isApart ? own : at,
    goal: isApart ? -1 : goal,
    isOpen: state === "open",
    stands: stands(one, own),
    aim: goal >= 0 ? aim.level.name : "",
  };
};

/** Returns the bars: what the target asks for, then what only the reader's own ladder has. */
export const marksOf = (/** @type {Session} */ session, /** @type {Standing[]} */ towards, /** @type {Aim} */ aim) => {
  const others = session.rows.filter((row) => !aim.rows.some(({ key }) => key === row.key));
  return [...towards, ...standing(others, session.rows, session.state.answers, "")].map((one) => mark(one, aim));
};
