// @ts-check
/* Texts made plain, to be held against one another. */

/** Returns an address without what is not read aloud, to hold it against the words of its link. */
export const spokenAddress = (/** @type {string} */ address) => address.trim().replace(/^(https?:\/\/|mailto:)|\/$/g, "");

/** Returns a text with each run of white space as one space. */
export const oneLine = (/** @type {string} */ text) => text.trim().replace(/\s+/gu, " ");

/** Returns a text without case and accents. */
export const folded = (/** @type {string} */ text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Returns the words of a text. */
export const wordsOf = (/** @type {string} */ text) => text.split(/\s+/u).filter(Boolean);
