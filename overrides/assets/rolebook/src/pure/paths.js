// @ts-check
import { message } from "./messages.js";

/* The picture of career paths: a role, two steps back and two steps on. */

const AT_ONCE = 6; // More roles than these in a column wait behind a button.
const GAP = 5; // Percent of the width between two columns; paths.css has the same.

/**
 * A role as a place on the way: the ids of those it leads to, and of those it comes from.
 * @typedef {{ id: string, next: string[], from: string[] }} Place
 */
/**
 * A column of the picture: whom it shows, how many more there are, what it says where there is nobody.
 * @typedef {{ key: string, title: string, ids: string[], more: number, none: string }} Column
 */
/** @typedef {ReadonlyMap<string, Place>} Places */

/**
 * Returns the ids one step further, none of them known already.
 * @param {Places} places
 * @param {string[]} ids
 * @param {"next" | "from"} way
 * @param {string[]} known
 */
const beyond = (places, ids, way, known) =>
  [...new Set(ids.flatMap((id) => places.get(id)?.[way] ?? []))].filter((id) => !known.includes(id));

/**
 * Returns the columns around a role, outer ones only where somebody stands in them.
 * @param {Places} places
 * @param {string} id
 * @param {ReadonlySet<string>} whole the keys of columns that are shown in full
 * @returns {Column[]}
 */
export const columnsAround = (places, id, whole = new Set()) => {
  /** @returns {Column} */
  const column = (/** @type {string} */ key, /** @type {string} */ title, /** @type {string[]} */ ids, /** @type {string} */ none = "") => {
    const shown = whole.has(key) ? ids : ids.slice(0, AT_ONCE);
    return { key, title, ids: shown, more: ids.length - shown.length, none };
  };
  /** @returns {[Column, Column]} */
  const side = (/** @type {"next" | "from"} */ way, /** @type {string} */ title, /** @type {string} */ none, /** @type {string} */ far) => {
    const near = beyond(places, [id], way, [id]);
    const first = column(`${way}1`, title, near, none);
    return [first, column(`${way}2`, far, beyond(places, first.ids, way, [id, ...near]))];
  };
  const [back, farBack] = side("from", message("Where people come from"), message("No role leads here yet."), message("Two steps back"));
  const [on, farOn] = side("next", message("Where this role leads"), message("No next role is written yet."), message("Two steps on"));
  return [farBack, back, column("here", message("This role"), [id]), on, farOn].filter(({ ids, none }) => ids.length || none);
};

/** Returns how many rows the picture has: two for each role of its fullest column. */
export const rowsOf = (/** @type {Column[]} */ columns) => 2 * Math.max(...columns.map(({ ids }) => ids.length));

/** Returns the row in whose middle a role of a column stands. */
export const middleOf = (/** @type {Column} */ column, /** @type {number} */ index, /** @type {number} */ rows) =>
  rows / 2 - column.ids.length + 2 * index + 1;

/**
 * Returns curves from each role to those of the next column that it leads to, on a picture that is 100 wide.
 * @param {Places} places
 * @param {Column[]} columns
 * @param {number} rows
 */
export const curves = (places, columns, rows) => {
  const width = (100 - GAP * (columns.length - 1)) / columns.length;
  return columns.slice(0, -1).flatMap((column, place) => {
    const right = /** @type {Column} */ (columns[place + 1]);
    const isNear = [column.key, right.key].includes("here");
    const [x, turn, end] = [0, GAP / 2, GAP].map((more) => place * (width + GAP) + width + more);
    return column.ids.flatMap((id, index) =>
      right.ids.flatMap((other, otherIndex) => {
        if (!places.get(id)?.next.includes(other)) return [];
        const [y, otherY] = [middleOf(column, index, rows), middleOf(right, otherIndex, rows)];
        return [{ d: `M${x} ${y}C${turn} ${y} ${turn} ${otherY} ${end} ${otherY}`, isNear }];
      }),
    );
  });
};

/** Returns the first role with the most columns around it. */
export const widest = (/** @type {Places} */ places) => {
  const width = (/** @type {string} */ id) => columnsAround(places, id).filter(({ ids }) => ids.length).length;
  return [...places.keys()].map((id) => ({ id, width: width(id) })).reduce((best, each) => (each.width > best.width ? each : best)).id;
};
