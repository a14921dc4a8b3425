// @ts-check
import { make } from "./elements.js";

const SHOWN = 12000;
const LONGER = 3000;

/**
 * Tells a reader what happened, screen readers included; `undo` adds a button that takes it back.
 * @param {string} message
 * @param {{ label: string, act: () => void }} [undo]
 */
export const notify = (message, undo) => {
  const box = document.querySelector(".rb-notice") ?? make("div", { className: "rb-notice", role: "status" });
  const text = document.createTextNode(message);
  document.body.append(box);
  box.replaceChildren(text);
  if (undo) {
    const act = () => {
      undo.act();
      box.replaceChildren();
    };
    box.append(" ", make("button", { type: "button", textContent: undo.label, onclick: act }));
  }
  const clear = () => {
    if (text.parentNode !== box) return;
    /* A reader who is about to take it back gets the time to. */
    if (box.matches(":hover, :focus-within")) window.setTimeout(clear, LONGER);
    else box.replaceChildren();
  };
  window.setTimeout(clear, SHOWN);
};
