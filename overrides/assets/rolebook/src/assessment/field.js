// @ts-check
import { make } from "../page/elements.js";

/**
 * Makes a field that grows with its text, on screen and on paper.
 * @param {string} label
 * @param {() => string} read
 * @param {(text: string) => void} write
 * @param {boolean} isFixed
 */
export const field = (label, read, write, isFixed) => {
  const area = make("textarea", { rows: 1, value: read(), readOnly: isFixed, autocomplete: "off" });
  const grown = make("span", { className: "rb-grow" }, area);
  const grow = () => (grown.dataset.value = area.value);
  area.oninput = () => {
    grow();
    write(area.value);
  };
  grow();
  const whole = make("label", { className: "rb-field" }, make("span", { className: "rb-label" }, label), grown);
  const refresh = () => {
    if (area.value !== read()) area.value = read();
    grow();
  };
  return Object.assign(whole, { refresh });
};
