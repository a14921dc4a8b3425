// @ts-check
/** @import { Assessment, Row } from "../types" */
/* A self-assessment as the fragment of an address. */
import { VERSION, clean, isMap, map } from "./assessment.js";
import { answerOf, holds } from "./standing.js";

/**
 * Levels, the place of each answer's level among them, the target, and the evidence.
 * @typedef {{ v: number, l: string[], a: Record<string, number>, t?: [string, string], e?: Record<string, string> }} Packed
 */

/**
 * Packs answers for the fragment of an address.
 * @param {Assessment} state
 * @param {boolean} withEvidence
 */
export const pack = (state, withEvidence) => {
  const levels = [...new Set(Object.values(state.answers).map((answer) => answer.level))];
  /** @type {Packed} */
  const packed = { v: VERSION, l: levels, a: {} };
  for (const [key, answer] of Object.entries(state.answers)) packed.a[key] = levels.indexOf(answer.level);
  if (state.about.target) packed.t = [state.about.target.role, state.about.target.level];
  if (withEvidence) packed.e = state.evidence;
  const bytes = new TextEncoder().encode(JSON.stringify(packed));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

/**
 * Unpacks a fragment for the competencies of a role; nothing when it cannot be read.
 * @param {string} text
 * @param {{ id: string, title: string }} role
 * @param {Row[]} rows
 * @param {(html: string) => string} wordsOf
 */
export const unpack = (text, role, rows, wordsOf) => {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
    /** @type {Packed} */
    const packed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (packed.v !== VERSION || !isMap(packed.a)) return null;
    const answers = Object.entries(packed.a).map(([key, index]) => {
      const row = rows.find((one) => one.key === key);
      const level = packed.l[index];
      return /** @type {[string, unknown]} */ ([key, row && holds(row, { level }) ? answerOf(row, level, wordsOf) : { level, competency: row?.name ?? key }]);
    });
    const [aim, level] = packed.t ?? [];
    const about = packed.t ? { target: { role: aim, level } } : {};
    return clean({ role: role.id, title: role.title, answers: map(answers), about, evidence: packed.e });
  } catch {
    return null;
  }
};
