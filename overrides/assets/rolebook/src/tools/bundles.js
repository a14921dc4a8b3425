// @ts-check
/*
 * Makes of the modules one classic script for each part of a page, since pages opened as files load no modules, and the
 * list of what each of them says. With `--check` it writes nothing, and fails where what lies in git differs.
 */
import { readFile, readdir, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { messagesIn } from "./messages.js";

const sources = new URL("../", import.meta.url);
const scripts = new URL("../", sources);
const said = new URL("../../languages/scripts.json", scripts);

const entries = (await readdir(sources)).filter((name) => name.endsWith(".js")).sort();

const made = await build({
  absWorkingDir: fileURLToPath(sources),
  entryPoints: entries,
  outdir: fileURLToPath(scripts),
  bundle: true,
  charset: "utf8",
  format: "iife",
  metafile: true,
  minify: true,
  target: "es2022",
  write: false,
});

/** Returns what a script says: all messages of the modules that it is made of. */
const messagesOf = async (/** @type {string} */ entry) => {
  const output = Object.values(made.metafile.outputs).find((each) => each.entryPoint === entry);
  const files = Object.keys(output?.inputs ?? {});
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, sources), "utf8")));
  return [...new Set(texts.flatMap(messagesIn))].sort();
};

/** @type {Record<string, string[]>} */
const messages = {};
for (const entry of entries) {
  const found = await messagesOf(entry);
  if (found.length) messages[entry] = found;
}

const wanted = [
  ...made.outputFiles.map(({ path, text }) => ({ path, text })),
  { path: fileURLToPath(said), text: `${JSON.stringify(messages, null, 2)}\n` },
];
const stale = [];
for (const { path, text } of wanted) if ((await readFile(path, "utf8").catch(() => "")) !== text) stale.push({ path, text });

if (!process.argv.includes("--check")) for (const { path, text } of stale) await writeFile(path, text);
else if (stale.length) {
  console.error(`Run \`make scripts\`: these are not what their sources make:\n${stale.map(({ path }) => relative("", path)).join("\n")}`);
  process.exitCode = 1;
}
