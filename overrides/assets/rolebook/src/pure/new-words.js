// @ts-check
/* Which words of a text are new against another text. */

const bare = (/** @type {string} */ word) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/**
 * Returns, for each word of `after`, whether it belongs to the longest run of words shared with `before`, in order.
 * @param {string[]} before
 * @param {string[]} after
 */
export const kept = (before, after) => {
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
