// @ts-check

/**
 * Returns how many levels of a tree can be open at once; never fewer than two, if it has them.
 * @param {number[]} depths how deep each of its rows lies, from 1
 * @param {number} most how many rows can be taken in
 */
export const openDepth = (depths, most) => {
  let depth = depths.reduce((deepest, each) => Math.max(deepest, each), 0);
  while (depth > 2 && depths.filter((each) => each <= depth).length > most) depth -= 1;
  return depth;
};
