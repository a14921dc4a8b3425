// @ts-check
import { make } from "./elements.js";
import { notify } from "./notice.js";
import { translate } from "./translate.js";

/** Shows a text to be copied by hand. */
const byHand = (/** @type {string} */ text) => {
  const field = make("textarea", { readOnly: true, rows: 10, value: text });
  const label = make("label", {}, translate("This browser does not let the page copy. Copy the text from here."), field);
  const form = make("form", { method: "dialog" }, label, make("button", {}, translate("Close")));
  const dialog = make("dialog", { className: "rb-dialog" }, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.select();
};

/**
 * Copies a text and says so; where the browser forbids it, shows the text.
 * @param {string} text
 * @param {string} done
 */
export const copy = async (text, done) => {
  try {
    await navigator.clipboard.writeText(text);
    notify(done);
  } catch {
    byHand(text);
  }
};
