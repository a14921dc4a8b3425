// @ts-check
import { parse } from "acorn";

/** @typedef {{ type: string, [name: string]: any }} Node */

/** @returns {value is Node} */
const isNode = (/** @type {unknown} */ value) => typeof value === "object" && value !== null && "type" in value;

/** @returns {Node[]} */
const within = (/** @type {Node} */ node) => Object.values(node).flat().filter(isNode);

/**
 * Returns the texts that an expression may come to.
 * @param {Node | undefined} node
 * @returns {string[]}
 */
const texts = (node) => {
  if (node?.type === "ConditionalExpression") return [...texts(node.consequent), ...texts(node.alternate)];
  return node?.type === "Literal" && typeof node.value === "string" ? [node.value] : [];
};

/**
 * @param {Node} node
 * @returns {string[]}
 */
const said = (node) => {
  const own = node.type === "CallExpression" && ["translate", "message"].includes(node.callee.name) ? texts(node.arguments[0]) : [];
  return [...own, ...within(node).flatMap(said)];
};

/** Returns what a module says: the texts given to `translate`, and those marked by `message`. */
export const messagesIn = (/** @type {string} */ source) => said(parse(source, { ecmaVersion: 2022, sourceType: "module" }));
