// @ts-check
/** @import { Role, Row, Tool } from "../types" */
/* What two roles have in common, and what only one of them has. */
import { levelsOf } from "./levels.js";

/**
 * Returns the pairs of one key, and what only one of two lists has; the order is theirs. What has no key has no pair.
 * @template {{ key: string }} T
 * @param {T[]} left
 * @param {T[]} right
 * @returns {[[T, T][], T[], T[]]}
 */
export const paired = (left, right) => {
  const rest = [...right];
  /** @type {[T, T][]} */
  const both = [];
  const only = left.filter((one) => {
    const at = one.key ? rest.findIndex((other) => other.key === one.key) : -1;
    for (const other of at < 0 ? [] : rest.splice(at, 1)) both.push([one, other]);
    return at < 0;
  });
  return [both, only, rest];
};

/** Returns the levels of a role, each once. */
export const levelsOfRole = (/** @type {Role} */ role) => levelsOf(role.matrices);

/** @returns {Row[]} */
export const competenciesOf = (/** @type {Role} */ role) =>
  role.matrices.flatMap((matrix) => matrix.competencies.map((row) => ({ ...row, levels: matrix.levels, matrix: matrix.name })));

/** @returns {Tool[]} */
export const toolsOf = (/** @type {Role} */ role) => {
  const tools = role.tools.flatMap((category) => category.tools);
  return tools.filter((tool, at) => tools.findIndex((other) => other.key === tool.key) === at);
};

/** Tells whether two competencies are defined for the same levels. */
export const areAlike = (/** @type {Row} */ one, /** @type {Row} */ two) =>
  one.levels.length === two.levels.length && one.levels.every((level, at) => level.id === two.levels[at]?.id);

/** Returns the ids of a few roles that lie close to one, on the way there and on. */
export const near = (/** @type {Role} */ role, /** @type {(id: string) => unknown} */ isKnown) =>
  [...new Set([...role.leadsTo, ...role.comesFrom])].filter((id) => id !== role.id && isKnown(id)).slice(0, 4);
