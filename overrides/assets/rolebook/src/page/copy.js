/* Copies text; where the browser forbids it, shows the text to be copied by hand. */
(() => {
  "use strict";

  const byHand = (text) => {
    const dialog = document.createElement("dialog");
    const form = document.createElement("form");
    const label = document.createElement("label");
    const field = document.createElement("textarea");
    const close = document.createElement("button");
    dialog.className = "rb-dialog";
    form.method = "dialog";
    label.append(rolebook.say("This browser does not let the page copy. Copy the text from here."), field);
    Object.assign(field, { readOnly: true, rows: 10, value: text });
    close.textContent = rolebook.say("Close");
    form.append(label, close);
    dialog.append(form);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    field.select();
  };

  /** Copies a text and says so. */
  rolebook.copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
      rolebook.notify(done);
    } catch {
      byHand(text);
    }
  };
})();
