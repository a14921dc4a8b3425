// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { csv } from "../../overrides/assets/rolebook/src/pure/csv.js";
import { code, escaped, line, text } from "../../overrides/assets/rolebook/src/pure/markdown.js";
import { filled } from "../../overrides/assets/rolebook/src/pure/messages.js";
import { folded, oneLine, spokenAddress, wordsOf } from "../../overrides/assets/rolebook/src/pure/plain.js";
import { messagesIn } from "../../overrides/assets/rolebook/src/tools/messages.js";

test("a message takes its values, and keeps what it has no value for", () => {
  assert.equal(filled("{n} of {all} {other}", { n: 0, all: "$&" }), "0 of $& {other}");
  assert.equal(filled("{toString}"), "{toString}");
});

test("words stay words in Markdown", () => {
  assert.equal(escaped("a*b_c |\n d & &amp; <br>"), "a\\*b\\_c \\| d & \\&amp; \\<br\\>");
  assert.equal(line("# not a heading"), "\\# not a heading");
  assert.equal(line("12. not a list"), "12\\. not a list");
  assert.equal(line("- nor this"), "\\- nor this");
  assert.equal(code("a`b"), "`` a`b ``");
  assert.equal(code("ls"), "`ls`");
  assert.equal(text(["# T", "", "", "", "- a", ""]), "# T\n\n- a\n");
});

test("no cell of a spreadsheet is taken for a formula", () => {
  const given = [["=1+1", 'say "x"', "plain"], ["＠ref", "-", "a,b"]];
  assert.equal(csv(given), `"'=1+1","say ""x""","plain"\r\n"'＠ref","'-","a,b"\r\n`);
});

test("texts are held against one another without case, accents and white space", () => {
  assert.equal(folded("  Ökonomin ÉTÉ "), "okonomin ete");
  assert.equal(oneLine(" a\n  b\u00a0c "), "a b c");
  assert.deepEqual(wordsOf("  a \n b "), ["a", "b"]);
  assert.equal(spokenAddress("https://example.org/a/"), "example.org/a");
  assert.equal(spokenAddress("mailto:a@b.example"), "a@b.example");
});

test("what a module says is found wherever it says it", () => {
  const source = 'import { translate } from "x"; const a = () => translate(n === 1 ? "{n} role" : m ? "two" : other, { n: translate("inner") });';
  assert.deepEqual(messagesIn(source), ["{n} role", "two", "inner"]);
  assert.deepEqual(messagesIn('const b = [message("later"), unsaid("not this"), "nor this"]; tell.translate("of another");'), ["later"]);
});
