// @ts-check
/** @import { Assessment, Clash, Map, Section } from "../types" */
/* What a self-assessment is, how it is read from anything, and how two of them become one. */
import { message } from "./messages.js";

export const VERSION = 1;

/** @type {Section[]} */
const sections = ["answers", "evidence", "what", "who", "when", "about", "snapshots"];

/**
 * Returns a map of its own: a competency may be called "constructor".
 * @template T
 * @param {[string, T][]} entries
 * @returns {Map<T>}
 */
export const map = (entries) => Object.assign(Object.create(null), Object.fromEntries(entries));
/** @returns {value is string} */
const isText = (/** @type {unknown} */ value) => typeof value === "string";

/** @returns {value is Map<unknown>} */
export const isMap = (/** @type {unknown} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Returns the entries of a map that `read` makes something of.
 * @param {unknown} given
 * @param {(value: unknown, key: string) => unknown} read
 */
const each = (given, read) =>
  map(
    Object.entries(isMap(given) ? given : {})
      .map(([key, value]) => /** @type {[string, any]} */ ([key, read(value, key)]))
      .filter(([, value]) => value),
  );

const readAnswer = (/** @type {unknown} */ answer) =>
  isMap(answer) && isText(answer.level) && {
    level: answer.level,
    name: isText(answer.name) ? answer.name : answer.level,
    competency: isText(answer.competency) ? answer.competency : "",
    words: isText(answer.words) ? answer.words : "",
  };
const readText = (/** @type {unknown} */ text) => isText(text) && text;
const readAbout = (/** @type {unknown} */ value, /** @type {string} */ key) =>
  key === "target" ? isMap(value) && isText(value.role) && isText(value.level) && { role: value.role, level: value.level } : readText(value);
const readSnapshot = (/** @type {unknown} */ snapshot, /** @type {string} */ date) =>
  isMap(snapshot) && !Number.isNaN(Date.parse(date)) && { answers: each(snapshot.answers, readAnswer), evidence: each(snapshot.evidence, readText) };
/** @type {Map<(value: unknown, key: string) => unknown>} */
const readers = { answers: readAnswer, about: readAbout, snapshots: readSnapshot };

/**
 * Returns a whole self-assessment made of whatever was read; what is not one has no entries.
 * @param {unknown} given
 * @returns {Assessment}
 */
export const clean = (given) => {
  const from = isMap(given) ? given : {};
  /** @type {any} */
  const read = { rolebook: "assessment", version: VERSION, role: String(from.role ?? ""), title: String(from.title ?? "") };
  for (const section of sections) read[section] = each(from[section], readers[section] ?? readText);
  return read;
};

/** Counts what a self-assessment says, whole or not. */
const count = (/** @type {any} */ state) => {
  const entries = (/** @type {unknown} */ part) => Object.values(isMap(part) ? part : {}).filter((value) => value !== "");
  const snapshots = entries(state.snapshots).map((/** @type {any} */ one) => Object.keys(one?.answers ?? {}).length);
  return [...sections.map((section) => entries(state[section]).length), ...snapshots].reduce((sum, each) => sum + each, 0);
};

/**
 * Reads the text of a file: `state`, or the `problem` with it in a reader's words.
 * @param {string} text
 * @returns {{ state: Assessment, problem?: undefined } | { state?: undefined, problem: string }}
 */
export const parse = (text) => {
  /** @type {any} */
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    return { problem: message("This file is broken or no JSON file. Nothing was changed.") };
  }
  if (!isMap(given) || given.rolebook !== "assessment")
    return { problem: message("This file holds no self-assessment. Nothing was changed.") };
  if (Number(given.version) > VERSION)
    return { problem: message("This file comes from a newer handbook and cannot be read here. Nothing was changed.") };
  const state = clean(given);
  const whole = given.version === VERSION && isText(given.role) && given.role && sections.every((section) => isMap(given[section] ?? {}));
  if (!whole || count(state) !== count(given)) return { problem: message("Parts of this file are broken. Nothing was changed.") };
  return { state };
};

/**
 * @param {Section} section
 * @param {any} one
 * @param {any} other
 */
export const same = (section, one, other) =>
  section === "answers" ? one?.level === other?.level : JSON.stringify(one) === JSON.stringify(other);

/**
 * Calls `visit(section, key)` for each entry that any of the states has.
 * @param {Assessment[]} states
 * @param {(section: Section, key: string) => void} visit
 */
const visitAll = (states, visit) => {
  for (const section of sections)
    for (const key of new Set(states.flatMap((state) => Object.keys(state[section])))) visit(section, key);
};

/** @returns {any} */
const entry = (/** @type {Assessment} */ state, /** @type {Section} */ section, /** @type {string} */ key) =>
  /** @type {Map<unknown>} */ (state[section])[key];

/**
 * Puts an entry into a self-assessment, or takes it out.
 * @param {Assessment} state
 * @param {Section} section
 * @param {string} key
 * @param {unknown} value
 */
export const put = (state, section, key, value) => {
  const entries = /** @type {Map<unknown>} */ (state[section]);
  if (value === undefined || value === "") delete entries[key];
  else entries[key] = value;
};

/**
 * Takes into `mine` what changed in `theirs` since both were `base`.
 * Returns the entries that changed in both, to different ends; they stay as they are in `mine`.
 * @param {Assessment} base
 * @param {Assessment} mine
 * @param {Assessment} theirs
 */
export const merge = (base, mine, theirs) => {
  /** @type {Omit<Clash, "stored">[]} */
  const clashes = [];
  visitAll([base, mine, theirs], (section, key) => {
    const [was, own, other] = [base, mine, theirs].map((state) => entry(state, section, key));
    if (same(section, was, other) || same(section, own, other)) return;
    if (same(section, was, own)) put(mine, section, key, other);
    else clashes.push({ section, key, theirs: other });
  });
  return clashes;
};

/** Tells whether two self-assessments differ. */
export const differs = (/** @type {Assessment} */ one, /** @type {Assessment} */ other) => {
  let found = false;
  visitAll([one, other], (section, key) => (found ||= !same(section, entry(one, section, key), entry(other, section, key))));
  return found;
};
