// @ts-check
/** @import { Assessment, Session } from "../types" */
/* Takes a self-assessment out of this browser and back in, only when the reader does so: as a file, as an address. */
import { make } from "../page/elements.js";
import { notify } from "../page/notice.js";
import { translate } from "../page/translate.js";
import { clean, parse } from "../pure/assessment.js";
import { pack } from "../pure/packing.js";

/** Hands the reader a file of what stands on the page, whether or not it could be saved. */
export const download = (/** @type {Assessment} */ state) => {
  const file = new Blob([`${JSON.stringify(clean(state), null, 2)}\n`], { type: "application/json" });
  const date = new Date().toISOString().slice(0, 10);
  const link = make("a", { href: URL.createObjectURL(file), download: `self-assessment-${state.role}-${date}.json` });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

/** Asks for a file and hands over the self-assessment in it; what is wrong with it is said. */
export const upload = (/** @type {(state: Assessment) => void} */ taken) => {
  const input = make("input", { type: "file", accept: ".json,application/json", hidden: true });
  input.onchange = async () => {
    input.remove();
    const { state, problem } = parse((await input.files?.[0]?.text().catch(() => "")) ?? "");
    if (state) taken(state);
    else notify(translate(problem));
  };
  document.body.append(input);
  input.click();
};

/** Makes the panel that shows the address to send. */
export const sharing = (/** @type {Session} */ session) => {
  const address = make("input", { type: "text", readOnly: true });
  const evidence = make("input", { type: "checkbox", autocomplete: "off" });
  const copy = make("button", { type: "button", className: "rb-press" }, translate("Copy the link"));
  const panel = make("section", { className: "rb-panel rb-screen", hidden: true, "aria-label": translate("Share") },
    make("p", {}, translate("Whoever opens this link sees your levels and your target, read only. They travel in the address itself, not through a server.")),
    make("label", { className: "rb-check" }, evidence, translate("with evidence")),
    make("label", { className: "rb-field" }, make("span", { className: "rb-label" }, translate("Link")), address),
    copy);
  const show = () => {
    const link = new URL(window.location.href);
    link.hash = `a=${pack(session.state, evidence.checked)}`;
    address.value = link.href;
  };
  evidence.onchange = show;
  copy.onclick = async () => {
    address.select();
    try {
      await navigator.clipboard.writeText(address.value);
      notify(translate("Link copied."));
    } catch {
      notify(translate("The link is selected: copy it with your keyboard."));
    }
  };
  return Object.assign(panel, { show });
};
