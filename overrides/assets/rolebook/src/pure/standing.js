// @ts-check
/** @import { Answer, Level, Map, Role, Row, Standing } from "../types" */
/* Where a reader stands, against the levels of a ladder. */
import { levelsOf } from "./levels.js";

/**
 * Returns the competencies of a role in order, each with its levels; a name that comes twice has two keys.
 * @param {Pick<Role, "matrices">} role
 * @returns {Row[]}
 */
export const rowsOf = (role) => {
  const seen = new Map();
  return role.matrices.flatMap((matrix) =>
    matrix.competencies.map((competency) => {
      const number = (seen.get(competency.key) ?? 0) + 1;
      seen.set(competency.key, number);
      return { ...competency, key: number > 1 ? `${competency.key}~${number}` : competency.key, matrix: matrix.name, levels: matrix.levels };
    }),
  );
};

/** Returns the index of a level in a row; -1 where its ladder has none of that id. */
export const indexOf = (/** @type {Row} */ row, /** @type {string} */ id) => row.levels.findIndex((level) => level.id === id);

/**
 * Tells whether a ladder still has what was answered.
 * @param {Row} row
 * @param {{ level: string } | undefined} answer
 */
export const holds = (row, answer) => answer !== undefined && (answer.level === "" || indexOf(row, answer.level) >= 0);

/**
 * Returns how each competency of the target stands against one of its levels. `at` is the index of the
 * level reached (-1: not yet), `goal` that of the level aimed at; `state` says what can be said:
 * "met", "gap", "new" (the reader's role lacks it), "open" (not answered), "apart" (levels of another ladder).
 * @param {Row[]} target
 * @param {Row[]} own
 * @param {Map<Answer>} answers
 * @param {string} levelId
 * @returns {Standing[]}
 */
export const standing = (target, own, answers, levelId) =>
  target.map((row) => {
    const mine = own.find((other) => other.key === row.key);
    const answer = mine && holds(mine, answers[row.key]) ? answers[row.key] : undefined;
    const goal = indexOf(row, levelId);
    const at = answer ? indexOf(row, answer.level) : -1;
    const apart = answer && answer.level !== "" && at < 0;
    const state = !mine ? "new" : !answer ? "open" : apart ? "apart" : at >= goal ? "met" : "gap";
    return { row, mine, answer, at, goal, state };
  });

/** Tells whether something is missing for a target. */
export const isMissing = (/** @type {Standing} */ { goal, state }) => goal >= 0 && ["gap", "new", "apart"].includes(state);

/**
 * Returns the first level that is not yet fully met; the last one when all are.
 * @param {Row[]} target
 * @param {Row[]} own
 * @param {Map<Answer>} answers
 */
export const nextLevel = (target, own, answers) => {
  const levels = levelsOf(target);
  const unmet = (/** @type {Level} */ level) => standing(target, own, answers, level.id).some(isMissing);
  const begun = own.some((row) => holds(row, answers[row.key]));
  return begun ? levels.find(unmet) ?? levels.at(-1) : levels[0];
};

/**
 * Returns which competencies stand at another level in `after` than in `before`.
 * @param {Map<Answer>} before
 * @param {Map<Answer>} after
 */
export const changes = (before, after) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => before[key]?.level !== after[key]?.level)
    .map((key) => ({ key, from: before[key], to: after[key] }));

/**
 * Returns the answer that names a level of a competency, with the words it stands for today.
 * @param {Row} row
 * @param {string} level
 * @param {(html: string) => string} wordsOf
 * @returns {Answer}
 */
export const answerOf = (row, level, wordsOf) => {
  const index = indexOf(row, level);
  return { level, name: row.levels[index]?.name ?? "", competency: row.name, words: index < 0 ? "" : wordsOf(row.cells[index] ?? "") };
};
