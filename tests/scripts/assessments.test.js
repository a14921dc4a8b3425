// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { aimOf } from "../../overrides/assets/rolebook/src/pure/aim.js";
import { keep } from "../../overrides/assets/rolebook/src/pure/keeper.js";
import { clean, differs, merge, parse } from "../../overrides/assets/rolebook/src/pure/assessment.js";
import { pack, unpack } from "../../overrides/assets/rolebook/src/pure/packing.js";
import { answerOf, changes, nextLevel, rowsOf, standing } from "../../overrides/assets/rolebook/src/pure/standing.js";

const LEVELS = [{ id: "junior", name: "Junior" }, { id: "senior", name: "Senior" }];
const competency = (/** @type {string} */ key) => ({ id: key, key, name: key.toUpperCase(), cells: [`${key} 1`, `${key} 2`] });
const ROLE = { id: "qa", title: "QA", matrices: [{ name: "", levels: LEVELS, competencies: [competency("tests"), competency("talks")] }] };
const ROWS = rowsOf(ROLE);
const [TESTS, TALKS] = /** @type {[typeof ROWS[0], typeof ROWS[0]]} */ (ROWS);
const words = (/** @type {string} */ html) => html;
const answers = (/** @type {Record<string, string>} */ given) =>
  Object.fromEntries(Object.entries(given).map(([key, level]) => [key, answerOf(key === "tests" ? TESTS : TALKS, level, words)]));
const stateOf = (/** @type {Record<string, string>} */ given, more = {}) => clean({ role: "qa", title: "QA", answers: answers(given), ...more });
const states = (/** @type {Record<string, string>} */ given, /** @type {string} */ level) => standing(ROWS, ROWS, answers(given), level).map(({ state }) => state);

test("what is no self-assessment has no entries, and a competency may be called constructor", () => {
  for (const given of [null, 7, [], { answers: [1], evidence: { a: 3 }, snapshots: { never: {} } }])
    assert.equal(differs(clean(given), clean({})), false);
  assert.deepEqual({ ...clean({ evidence: { constructor: "x" } }).evidence }, { constructor: "x" });
  assert.equal("constructor" in clean({}).evidence, false);
});

test("a file is taken whole or not at all", () => {
  const whole = stateOf({ tests: "junior" }, { evidence: { tests: "done" } });
  assert.equal(parse(JSON.stringify(whole)).state?.evidence.tests, "done");
  assert.match(parse("{").problem ?? "", /no JSON file/);
  assert.match(parse('{"rolebook":"other"}').problem ?? "", /holds no self-assessment/);
  assert.match(parse(JSON.stringify({ ...whole, version: 2 })).problem ?? "", /newer handbook/);
  assert.match(parse(JSON.stringify({ ...whole, evidence: { tests: 3 } })).problem ?? "", /Parts of this file/);
});

test("what changed on one side is taken, what changed on both is asked", () => {
  const [base, mine, theirs] = [stateOf({ tests: "junior" }), stateOf({ tests: "senior" }), stateOf({ tests: "", talks: "senior" })];
  const clashes = merge(base, mine, theirs);
  assert.deepEqual(clashes.map(({ section, key, theirs: { level } }) => [section, key, level]), [["answers", "tests", ""]]);
  assert.equal(mine.answers.tests?.level, "senior");
  assert.equal(mine.answers.talks?.level, "senior");
});

test("a competency is met, missing or open against a level", () => {
  assert.deepEqual(states({ tests: "senior" }, "junior"), ["met", "open"]);
  assert.deepEqual(states({ tests: "", talks: "junior" }, "senior"), ["gap", "gap"]);
  assert.deepEqual(states({ tests: "junior" }, "junior"), ["met", "open"]);
  const other = rowsOf({ matrices: [{ name: "", levels: [{ id: "e1", name: "E1" }], competencies: [competency("tests"), competency("sells")] }] });
  assert.deepEqual(standing(other, ROWS, answers({ tests: "junior" }), "e1").map(({ state }) => state), ["apart", "new"]);
});

test("the next level is the first that is not met, and the last when all are", () => {
  assert.equal(nextLevel(ROWS, ROWS, {})?.id, "junior");
  assert.equal(nextLevel(ROWS, ROWS, answers({ tests: "junior", talks: "junior" }))?.id, "senior");
  assert.equal(nextLevel(ROWS, ROWS, answers({ tests: "senior", talks: "senior" }))?.id, "senior");
});

test("a name that comes twice has two keys", () => {
  const twice = rowsOf({ matrices: [...ROLE.matrices, ...ROLE.matrices] });
  assert.deepEqual(twice.map(({ key }) => key), ["tests", "talks", "tests~2", "talks~2"]);
});

test("two states differ where levels do", () => {
  const found = changes(answers({ tests: "junior" }), answers({ tests: "senior", talks: "" }));
  assert.deepEqual(found.map(({ key, from, to }) => [key, from?.level, to?.level]), [["tests", "junior", "senior"], ["talks", undefined, ""]]);
});

test("what is packed into an address comes out of it, in any letters", () => {
  const state = stateOf({ tests: "senior", talks: "" }, { about: { target: { role: "qa", level: "senior" } }, evidence: { tests: "Prüfung ✓" } });
  const packed = pack(state, true);
  assert.match(packed, /^[\w-]+$/);
  const found = unpack(packed, ROLE, ROWS, words);
  assert.deepEqual([found?.answers.tests?.level, found?.answers.talks?.level], ["senior", ""]);
  assert.deepEqual([found?.evidence.tests, found?.about.target], ["Prüfung ✓", { role: "qa", level: "senior" }]);
  assert.deepEqual({ ...unpack(pack(state, false), ROLE, ROWS, words)?.evidence }, {});
});

test("a part of an address, or one that names no level, makes nothing up", () => {
  const packed = pack(stateOf({ tests: "senior" }), false);
  assert.equal(unpack(packed.slice(0, -3), ROLE, ROWS, words), null);
  const broken = btoa(JSON.stringify({ v: 1, l: [], a: { tests: 4 } }));
  assert.deepEqual({ ...unpack(broken, ROLE, ROWS, words)?.answers }, {});
});

/** A store of no browser; `isFull` is one that takes nothing. */
const storeOf = (isFull = false) => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    read: (/** @type {string} */ name) => JSON.parse(kept.get(name) ?? "null"),
    write: (/** @type {string} */ name, /** @type {unknown} */ value) => !isFull && Boolean(kept.set(name, JSON.stringify(value))),
    remove: (/** @type {string} */ name) => void kept.delete(name),
  };
};

test("two tabs keep each other's words, and what both changed waits for the reader", () => {
  const store = storeOf();
  const [one, other] = [keep(ROLE, store, () => {}), keep(ROLE, store, () => {})];
  one.set("evidence", "tests", "mine");
  other.sync("assessment:qa");
  assert.equal(other.state.evidence.tests, "mine");
  const late = keep(ROLE, store, () => {});
  one.set("evidence", "tests", "changed here");
  late.set("evidence", "tests", "changed there");
  assert.deepEqual(late.clashes.map(({ key, theirs }) => [key, theirs]), [["tests", "changed here"]]);
  assert.equal(late.isUnsaved, true);
  assert.equal(store.read("assessment:qa").evidence.tests, "changed here");
  late.settle(/** @type {any} */ (late.clashes[0]), false);
  assert.equal(store.read("assessment:qa").evidence.tests, "changed there");
  assert.equal(late.isUnsaved, false);
});

test("who erases all leaves nothing, and a full browser is noticed", () => {
  const store = storeOf();
  const keeper = keep(ROLE, store, () => {});
  keeper.set("what", "tests", "read");
  keeper.replace({});
  assert.equal(store.read("assessment:qa"), null);
  const full = keep(ROLE, storeOf(true), () => {});
  full.set("what", "tests", "read");
  assert.deepEqual([full.isSaved, full.isUnsaved, full.state.what.tests], [false, true, "read"]);
});

test("a reader aims at the next level of the own role until another one is chosen, and loaded", () => {
  const role = /** @type {any} */ (ROLE);
  const lead = { ...role, id: "lead", title: "Lead" };
  const aim = (/** @type {Record<string, string>} */ given, target = {}, targets = new Map([["qa", role]])) => {
    const { role: { id }, level, isNext, isOther } = aimOf({ role, rows: ROWS, targets, state: stateOf(given, { about: { target } }) });
    return [id, level.id, isNext, isOther];
  };
  assert.deepEqual(aim({ tests: "junior", talks: "junior" }), ["qa", "senior", true, false]);
  assert.deepEqual(aim({}, { role: "", level: "senior" }), ["qa", "senior", false, false]);
  assert.deepEqual(aim({}, { role: "lead", level: "junior" }), ["qa", "junior", false, false]);
  assert.deepEqual(aim({}, { role: "lead", level: "gone" }, new Map([["lead", lead]])), ["lead", "junior", true, true]);
});
