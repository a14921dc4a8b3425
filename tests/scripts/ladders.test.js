// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { paired, near, toolsOf } from "../../overrides/assets/rolebook/src/pure/comparison.js";
import { levelsOf, spanOf, swiped } from "../../overrides/assets/rolebook/src/pure/levels.js";
import { columnsAround, curves, middleOf, rowsOf, widest } from "../../overrides/assets/rolebook/src/pure/paths.js";
import { openDepth } from "../../overrides/assets/rolebook/src/pure/tree.js";

const levels = ["junior", "middle", "senior", "lead"];

test("two levels are held against each other in the ladder's order", () => {
  assert.deepEqual(spanOf(levels, "junior", "lead"), [0, 3]);
  assert.deepEqual(spanOf(levels, "lead", "middle"), [1, 3]);
});

test("a level that is left out is the neighbour of the other", () => {
  assert.deepEqual(spanOf(levels, "middle"), [1, 2]);
  assert.deepEqual(spanOf(levels, null, "lead"), [2, 3]);
  assert.deepEqual(spanOf(levels, "lead"), [2, 3]);
  assert.deepEqual(spanOf(levels, "senior", "senior"), [2, 3]);
  assert.deepEqual(spanOf(levels, "nobody", "junior"), [0, 1]);
});

test("a finger turns a level when it goes across, not down", () => {
  assert.equal(swiped(-100, 10), 1);
  assert.equal(swiped(100, -10), -1);
  assert.equal(swiped(40, 0), 0);
  assert.equal(swiped(100, 60), 0);
});

test("a level of several ladders counts once", () => {
  const [one, two] = [{ id: "a", name: "A" }, { id: "b", name: "B" }];
  assert.deepEqual(levelsOf([{ levels: [one, two] }, { levels: [{ ...two, name: "Other" }] }]), [one, two]);
});

test("what has a pair comes first, what has no key has none", () => {
  const of = (/** @type {string} */ keys) => keys.split("").map((key) => ({ key: key === "-" ? "" : key }));
  const [both, left, right] = paired(of("ab-a"), of("b-ca"));
  assert.deepEqual(both.map(([{ key }]) => key), ["a", "b"]);
  assert.deepEqual(left.map(({ key }) => key), ["", "a"]);
  assert.deepEqual(right.map(({ key }) => key), ["", "c"]);
});

test("a tool that two categories name is one tool, and a few roles lie close", () => {
  const role = /** @type {any} */ ({
    id: "me",
    tools: [{ tools: [{ key: "x" }, { key: "y" }] }, { tools: [{ key: "x" }] }],
    leadsTo: ["a", "me", "gone"],
    comesFrom: ["a", "b", "c", "d", "e"],
  });
  assert.deepEqual(toolsOf(role).map(({ key }) => key), ["x", "y"]);
  assert.deepEqual(near(role, (id) => id !== "gone"), ["a", "b", "c", "d"]);
});

test("a tree opens as deep as its rows can be taken in, and two levels at least", () => {
  assert.equal(openDepth([1, 2, 2, 3, 3, 3], 60), 3);
  assert.equal(openDepth([1, 2, 2, 3, 3, 3], 5), 2);
  assert.equal(openDepth([1, 2, 2, 2], 1), 2);
  assert.equal(openDepth([1], 60), 1);
});

/** @returns {Map<string, import("../../overrides/assets/rolebook/src/pure/paths.js").Place>} */
const placesOf = (/** @type {Record<string, string[]>} */ ways) =>
  new Map(Object.entries(ways).map(([id, next]) => [id, { id, next, from: Object.keys(ways).filter((other) => ways[other]?.includes(id)) }]));

test("the picture shows two steps back and two on, and says where there are none", () => {
  const columns = columnsAround(placesOf({ a: ["b"], b: ["c"], c: ["d"], d: ["e"], e: ["f"], f: [] }), "c");
  assert.deepEqual(columns.map(({ ids }) => ids.join()), ["a", "b", "c", "d", "e"]);
  const end = columnsAround(placesOf({ a: ["b"], b: [] }), "b");
  assert.deepEqual(end.map(({ key, ids }) => `${key} ${ids}`), ["from1 a", "here b", "next1 "]);
  assert.equal(end.at(-1)?.none, "No next role is written yet.");
});

test("roles that lead in a circle stand in the picture once", () => {
  const columns = columnsAround(placesOf({ a: ["b"], b: ["a"] }), "a");
  assert.deepEqual(columns.map(({ ids }) => ids.join()), ["b", "a", "b"]);
});

test("a long column waits, unless it is asked for", () => {
  const places = placesOf({ a: ["b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8"], ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`b${n}`, []])) });
  const [here, on] = columnsAround(places, "a").filter(({ ids }) => ids.length);
  assert.deepEqual([here?.more, on?.ids.length, on?.more], [0, 6, 2]);
  assert.equal(columnsAround(places, "a", new Set(["next1"])).at(-1)?.ids.length, 8);
});

test("a curve leads from the middle of a role's row to that of the next one", () => {
  const places = placesOf({ a: ["b", "c"], b: [], c: [] });
  const columns = columnsAround(places, "a").filter(({ ids }) => ids.length);
  const rows = rowsOf(columns);
  assert.equal(rows, 4);
  assert.deepEqual(columns.map((column) => column.ids.map((_id, at) => middleOf(column, at, rows))), [[2], [1, 3]]);
  assert.deepEqual(curves(places, columns, rows).map(({ d }) => d), ["M47.5 2C50 2 50 1 52.5 1", "M47.5 2C50 2 50 3 52.5 3"]);
  assert.equal(widest(placesOf({ x: [], a: ["b"], b: ["c"], c: [] })), "a");
});
