// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { key, withValues } from "../../overrides/assets/rolebook/src/pure/address.js";
import { keysOf, nameIn } from "../../overrides/assets/rolebook/src/pure/storage.js";
import { filterOf, idOf, ids, nameOf, offer } from "../../overrides/assets/rolebook/src/pure/role-filter.js";

test("only parts after the first have a number in the address", () => {
  assert.equal(key("level", 1), "level");
  assert.equal(key("level", 3), "level-3");
});

test("values go into the address, and empty ones come out", () => {
  const address = withValues("https://x.example/ladders/?q=1&from=a&to=b#c", { from: "", to: "ü&", level: "e5" });
  assert.equal(address.href, "https://x.example/ladders/?q=1&to=%C3%BC%26&level=e5#c");
});

test("one site never reads what another one keeps", () => {
  const keys = keysOf("https://x.example/acme/assets/rolebook/checklist.js");
  assert.equal(keys, "rolebook:/acme/:");
  assert.equal(nameIn(keys, "rolebook:/acme/:checklist:qa"), "checklist:qa");
  assert.equal(nameIn(keys, "rolebook:/globex/:checklist:qa"), undefined);
  assert.equal(keysOf("file:///home/a/site/acme/assets/rolebook/a.js"), "rolebook:/home/a/site/acme/:");
});

const tools = [offer("go", "Go"), offer("django", "Django"), offer("mongo-db", "MongoDB")];
const role = { words: "data engineer builds pipelines", levels: "4", tool: ["mongo-db"], competency: [] };
const offered = new Map([["tool", tools]]);
const passes = (/** @type {Record<string, string>} */ wanted) => filterOf(wanted, offered)(role);

test("a role passes a filter by all its words, its levels and its tools", () => {
  assert.equal(passes({}), true);
  assert.equal(passes({ words: "Pipelines DATA" }), true);
  assert.equal(passes({ words: "data nurse" }), false);
  assert.equal(passes({ levels: "4", tool: "mongo" }), true);
  assert.equal(passes({ levels: "3" }), false);
});

test("who writes the whole name of a tool means that one alone", () => {
  assert.equal(passes({ tool: "go" }), false);
  assert.equal(passes({ tool: "ngo" }), true);
  assert.equal(passes({ tool: "cobol" }), false);
});

test("the address holds the id of what is offered, and else what was written", () => {
  assert.equal(idOf(tools, "mongodb"), "mongo-db");
  assert.equal(idOf(tools, "mong"), "mong");
  assert.equal(nameOf(tools, "mongo-db"), "MongoDB");
  assert.equal(nameOf(undefined, "x"), "x");
  assert.deepEqual(ids(" a b "), ["a", "b"]);
  assert.deepEqual(ids(undefined), []);
});
