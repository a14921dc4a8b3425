// @ts-check
/** @import { Aim, Session } from "../types" */
/* The role and the level that a reader aims at: the fields that choose them, and the role they need. */
import { all, make } from "../page/elements.js";
import { notify } from "../page/notice.js";
import { roleData } from "../page/role-data.js";
import { translate } from "../page/translate.js";

/** Returns the option of a role, if the handbook has it. */
export const optionOf = (/** @type {HTMLSelectElement} */ roles, /** @type {string} */ id) =>
  [...roles.options].find((option) => option.value === id);

/** Loads the role aimed at, if it is another one; what cannot be loaded is said. */
export const loadTarget = async (/** @type {Session} */ session, /** @type {HTMLSelectElement} */ roles) => {
  const wanted = session.state.about.target?.role;
  if (!wanted || session.targets.has(wanted) || session.loading === wanted) return;
  session.loading = wanted;
  const role = optionOf(roles, wanted) && (await roleData(wanted).catch(() => null));
  if (role && role.matrices.length) session.targets.set(wanted, role);
  else notify(translate("The role you aim at is not in this handbook, so your own ladder is shown."));
  session.refresh?.();
};

/** Returns what a role can aim at: itself, the roles it leads to, all others by department. */
const choices = (/** @type {Session} */ { role }, /** @type {HTMLSelectElement} */ roles) => {
  const others = all("optgroup", roles, HTMLOptGroupElement).map((group) => /** @type {HTMLElement} */ (group.cloneNode(true)));
  for (const option of others.flatMap((group) => all("option", group, HTMLOptionElement)))
    if (option.disabled || option.value === role.id || role.leadsTo.includes(option.value)) option.remove();
  const near = role.leadsTo.flatMap((id) => optionOf(roles, id) ?? []).filter((option) => !option.disabled);
  const leads = near.map((option) => make("option", { value: option.value }, option.text));
  const own = make("option", { value: "" }, role.title);
  const onward = leads.length ? [make("optgroup", { label: translate("Where this role leads") }, ...leads)] : [];
  return [own, ...onward, ...others.filter((group) => group.children.length)];
};

const labelled = (/** @type {string} */ text, /** @type {HTMLElement} */ select) =>
  make("label", { className: "rb-field" }, make("span", { className: "rb-label" }, text), select);

/** Makes the two fields that choose a target. */
export const targeting = (/** @type {Session} */ session, /** @type {HTMLSelectElement} */ roles) => {
  const role = make("select", { autocomplete: "off" }, ...choices(session, roles));
  const level = make("select", { autocomplete: "off" });
  const fields = make("div", { className: "rb-fields rb-screen" }, labelled(translate("Target role"), role), labelled(translate("Target level"), level));
  const choose = (/** @type {{ role: string, level: string }} */ target) => {
    session.set("about", "target", target.role || target.level ? target : undefined);
    session.refresh?.();
  };
  role.onchange = () => choose({ role: role.value, level: "" });
  level.onchange = () => choose({ role: role.value, level: level.value });
  const show = (/** @type {Aim} */ aim) => {
    role.value = aim.isOther ? aim.role.id : "";
    level.replaceChildren(
      make("option", { value: "" }, translate("Next level ({name})", { name: aim.next.name })),
      ...aim.levels.map(({ id, name }) => make("option", { value: id }, name)));
    level.value = aim.isNext ? "" : aim.level.id;
  };
  return Object.assign(fields, { show });
};
