// @ts-check
/* What stands on the page, as Markdown. */
import { code, escaped, line } from "../pure/markdown.js";

/**
 * Returns inline HTML as Markdown.
 * @param {Node} node
 * @returns {string}
 */
const inline = (node) => {
  if (node instanceof Text) return escaped(node.data);
  const inner = [...node.childNodes].map(inline).join("");
  if (node instanceof HTMLAnchorElement) return node.matches(".headerlink") ? "" : `[${inner}](${node.href})`;
  if (node.nodeName === "CODE") return code(node.textContent ?? "");
  if (node.nodeName === "STRONG") return `**${inner}**`;
  if (node.nodeName === "EM") return `*${inner}*`;
  return inner;
};

/** Returns nodes as one line. */
export const lineOf = (/** @type {Node[]} */ nodes) => line(nodes.map(inline).join(""));

/**
 * Returns what an item holds beside its text, each line as deep as it stands.
 * @param {Element} item
 * @param {string} indent
 * @returns {string[]}
 */
export const below = (item, indent) =>
  [...item.children].flatMap((child) => {
    if (child.matches("ul, ol"))
      return [...child.children].flatMap((inner) => {
        const own = [...inner.childNodes].filter((node) => !/^(UL|OL|DIV)$/u.test(node.nodeName));
        return [`${indent}- ${lineOf(own)}`, ...below(inner, `${indent}  `)];
      });
    return child.matches("div") ? ["", ...[...child.children].map((block) => `${indent}${lineOf([block])}`), ""] : [];
  });
