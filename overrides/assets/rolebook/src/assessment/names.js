// @ts-check
/** @import { Answer, Session } from "../types" */
import { translate } from "../page/translate.js";

/** Says when something was, in the reader's words. */
export const dated = (/** @type {string} */ date) => new Date(date).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

/**
 * Names the level of an answer as the ladder calls it today.
 * @param {Session} session
 * @param {string} key
 * @param {Answer | undefined} answer
 */
export const named = (session, key, answer) => {
  if (!answer) return translate("not answered");
  if (answer.level === "") return translate("Not yet");
  const level = session.rows.find((row) => row.key === key)?.levels.find(({ id }) => id === answer.level);
  return level?.name ?? answer.name;
};
