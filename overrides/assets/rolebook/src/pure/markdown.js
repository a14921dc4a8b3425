// @ts-check
/* Writing Markdown, in which words stay words. */

/** Returns text in which nothing is taken for markup. */
export const escaped = (/** @type {string} */ text) =>
  text.replace(/\s+/gu, " ").replace(/[\\`*_[\]<>~|]|&(?=#?\w+;)/gu, "\\$&");

/** Returns code within a line. */
export const code = (/** @type {string} */ text) => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);

/** Returns a line that begins no list and no heading of its own. */
export const line = (/** @type {string} */ markdown) =>
  markdown.trim().replace(/^[-+#]/u, "\\$&").replace(/^(\d+)([.)])/u, "$1\\$2");

/** Returns lines as a text, without blank lines that say nothing. */
export const text = (/** @type {string[]} */ lines) => `${lines.join("\n").replace(/\n{3,}/gu, "\n\n").trim()}\n`;
