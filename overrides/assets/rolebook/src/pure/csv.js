// @ts-check

/** Returns a field for a spreadsheet, which must not take it for a formula. */
const field = (/** @type {string} */ text) => `"${text.replace(/^[=+\-@＝＋－＠]/u, "'$&").replaceAll('"', '""')}"`;

/** Returns records as CSV. */
export const csv = (/** @type {string[][]} */ records) =>
  records.map((record) => `${record.map(field).join(",")}\r\n`).join("");
