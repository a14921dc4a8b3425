// @ts-check
import { folded } from "./plain.js";

/**
 * What can be filtered by: `tool` and `competency` are ids.
 * @typedef {{ words: string, levels: string, tool: string[], competency: string[] }} Filtered
 */
/**
 * An entry that a field offers.
 * @typedef {{ id: string, name: string, folded: string }} Offer
 */
/** @typedef {Map<string, Offer[]>} Offered */

/** Returns the ids that an attribute lists. */
export const ids = (/** @type {string | undefined} */ text) => (text ?? "").split(" ").filter(Boolean);

/** @returns {Offer} */
export const offer = (/** @type {string} */ id, /** @type {string} */ name) => ({ id, name, folded: folded(name) });

/**
 * Returns the ids a reader may mean: the one of that name, or all whose name holds what was written.
 * @param {Offer[]} offers
 * @param {string} written
 */
const meant = (offers, written) => {
  const wanted = folded(written);
  const exact = offers.filter((entry) => entry.folded === wanted);
  return new Set((exact.length ? exact : offers.filter((entry) => entry.folded.includes(wanted))).map((entry) => entry.id));
};

/**
 * Returns a test that every role shown has to pass.
 * @param {Record<string, string>} wanted what is written in the fields, by their names
 * @param {Offered} offered
 * @returns {(role: Filtered) => boolean}
 */
export const filterOf = (wanted, offered) => {
  const words = folded(wanted.words ?? "").split(/\s+/u);
  /** @type {((role: Filtered) => boolean)[]} */
  const passed = [(role) => words.every((word) => role.words.includes(word))];
  if (wanted.levels) passed.push((role) => role.levels === wanted.levels);
  for (const [name, offers] of offered) {
    const some = meant(offers, wanted[name] ?? "");
    const key = /** @type {"tool" | "competency"} */ (name);
    if (wanted[name]) passed.push((role) => role[key].some((id) => some.has(id)));
  }
  return (role) => passed.every((test) => test(role));
};

/**
 * Returns what stands for a field in the address: the id where its text is the name of an entry, else the text.
 * @param {Offer[] | undefined} offers
 * @param {string} written
 */
export const idOf = (offers, written) => offers?.find((entry) => entry.folded === folded(written))?.id ?? written;

/**
 * Returns what a field says for what stands in the address.
 * @param {Offer[] | undefined} offers
 * @param {string} given
 */
export const nameOf = (offers, given) => offers?.find((entry) => entry.id === given)?.name ?? given;
