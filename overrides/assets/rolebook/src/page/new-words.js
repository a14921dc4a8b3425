// @ts-check
import { kept } from "../pure/new-words.js";

/** Returns the pieces of text in an element, with the spaces between words as pieces of their own. */
const textNodes = (/** @type {Node} */ element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
  return nodes.map((node) => ({ node, pieces: node.data.split(/(\s+)/u) }));
};

/** Adds a new word; it joins the mark before it, if only a space stands between. */
const mark = (/** @type {DocumentFragment} */ fragment, /** @type {string} */ word) => {
  const gap = fragment.lastChild;
  const marked = gap?.previousSibling;
  if (gap instanceof Text && !gap.data.trim() && marked?.nodeName === "MARK") {
    gap.remove();
    marked.appendChild(new Text(gap.data + word));
  } else {
    const element = document.createElement("mark");
    element.textContent = word;
    fragment.append(element);
  }
};

/**
 * Marks the words of an element that are new against the text of another; tells whether there are any.
 * @param {Node} before
 * @param {Node} element
 */
export const markNewWords = (before, element) => {
  const nodes = textNodes(element);
  const words = nodes.flatMap(({ pieces }) => pieces).filter((piece) => piece.trim());
  const old = kept((before.textContent ?? "").split(/\s+/u).filter(Boolean), words);
  let next = 0;
  for (const { node, pieces } of nodes) {
    const fragment = document.createDocumentFragment();
    for (const piece of pieces)
      if (piece.trim() && !old[next++]) mark(fragment, piece);
      else if (piece) fragment.append(piece);
    node.replaceWith(fragment);
  }
  return old.includes(false);
};
