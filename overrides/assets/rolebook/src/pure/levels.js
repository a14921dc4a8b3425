// @ts-check
/** @import { Level } from "../types" */
/* Levels as a ladder has them, in order. */

/**
 * Returns the levels of several ladders, each once.
 * @param {{ levels: Level[] }[]} ladders
 */
export const levelsOf = (ladders) => {
  const levels = ladders.flatMap((ladder) => ladder.levels);
  return levels.filter((level, at) => levels.findIndex((other) => other.id === level.id) === at);
};

/**
 * Returns which two of some levels are held against each other, in whatever order they are named. One of them may be left
 * out: then it is the one before or after the other.
 * @param {string[]} levels
 * @param {string | null | undefined} from
 * @param {string | null} [to]
 */
export const spanOf = (levels, from, to) => {
  const last = levels.length - 1;
  let [earlier, later] = [levels.indexOf(from ?? ""), levels.indexOf(to ?? "")];
  if (earlier < 0) earlier = later > 0 ? later - 1 : 0;
  if (later < 0 || later === earlier) later = earlier + 1;
  if (earlier > later) [earlier, later] = [later, earlier];
  return later > last ? [last - 1, last] : [earlier, later];
};

/** Returns how many levels a finger turns that moved so far: one back, one on, or none. */
export const swiped = (/** @type {number} */ across, /** @type {number} */ down) =>
  Math.abs(across) > 48 && Math.abs(across) > 2 * Math.abs(down) ? -Math.sign(across) : 0;
