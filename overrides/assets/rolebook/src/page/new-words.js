/* Which words of a text are new against another text. */
(() => {
  "use strict";

  const bare = (word) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

  /** Returns, for each word of `after`, whether it belongs to the longest run of words shared with `before`, in order. */
  const kept = (before, after) => {
    const [one, other] = [before.map(bare), after.map(bare)];
    const lengths = Array.from({ length: one.length + 1 }, () => new Array(other.length + 1).fill(0));
    for (let i = one.length - 1; i >= 0; i -= 1)
      for (let j = other.length - 1; j >= 0; j -= 1)
        lengths[i][j] = one[i] === other[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    const found = new Array(other.length).fill(false);
    for (let i = 0, j = 0; i < one.length && j < other.length; )
      if (one[i] === other[j]) {
        found[j] = true;
        i += 1;
        j += 1;
      } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
      else j += 1;
    return found;
  };

  const textNodes = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };

  /** Marks the words of an element that are new against the text of another; tells whether there are any. */
  rolebook.markNewWords = (before, element) => {
    const nodes = textNodes(element);
    const pieces = nodes.map((node) => node.data.split(/(\s+)/u));
    const words = pieces.flat().filter((piece) => piece.trim());
    const old = kept(before.textContent.split(/\s+/u).filter(Boolean), words);
    let next = 0;
    nodes.forEach((node, index) => {
      const fragment = document.createDocumentFragment();
      for (const piece of pieces[index]) {
        const isNew = piece.trim() && !old[next++];
        const last = fragment.lastChild;
        if (isNew) {
          const joined = last?.nodeType === Node.TEXT_NODE && !last.data.trim() && last.previousSibling?.nodeName === "MARK";
          if (joined) {
            const gap = last.data;
            last.remove();
            fragment.lastChild.append(gap + piece);
          } else {
            const mark = document.createElement("mark");
            mark.textContent = piece;
            fragment.append(mark);
          }
        } else if (piece) fragment.append(piece);
      }
      node.replaceWith(fragment);
    });
    return old.includes(false);
  };
})();
