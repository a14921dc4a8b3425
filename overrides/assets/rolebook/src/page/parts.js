// @ts-check
import { all } from "./elements.js";

/**
 * Begins the parts that a selector finds, each by itself. Style sheets show what a script has begun.
 * @param {string} selector
 * @param {(part: HTMLElement, number: number) => void} begin
 */
export const parts = (selector, begin) =>
  all(selector).forEach((part, index) => {
    try {
      begin(part, index + 1);
      part.dataset.rbOn = "";
      delete part.dataset.rbLost;
    } catch (error) {
      part.dataset.rbLost = "";
      window.setTimeout(() => {
        throw error;
      });
    }
  });
