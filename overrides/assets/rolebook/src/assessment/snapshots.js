/* Snapshots of a self-assessment, and what changed between two of them. */
(() => {
  "use strict";

  const { say } = rolebook;
  const { make, changes, clean } = rolebook.assessment;

  const dated = (date) => new Date(date).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

  /** Names the level of an answer as the ladder calls it today. */
  const named = (session, key, answer) => {
    if (!answer) return say("not answered");
    if (answer.level === "") return say("Not yet");
    const level = session.rows.find((row) => row.key === key)?.levels.find(({ id }) => id === answer.level);
    return level?.name ?? answer.name;
  };

  const pick = (label, dates, chosen, changed) => {
    const select = make("select", { onchange: changed }, ...dates.map((date) => make("option", { value: date }, date ? dated(date) : say("now"))));
    select.value = chosen;
    return make("label", { className: "rb-field" }, make("span", { className: "rb-label" }, label), select);
  };

  /** Makes the section; `show()` draws it anew. */
  rolebook.assessment.snapshots = (session) => {
    const list = make("ul", { className: "rb-list" });
    const picks = make("div", { className: "rb-fields" });
    const result = make("ul", { className: "rb-list", "aria-live": "polite" });
    const take = make("button", { type: "button", className: "rb-press" }, say("Save a snapshot"));
    const compare = make("div", {}, make("h3", {}, say("What changed")), picks, result);
    const section = make("section", { className: "rb-section rb-screen", "aria-labelledby": "snap--shots" },
      make("h2", { id: "snap--shots" }, say("Snapshots")),
      make("p", {}, say("A snapshot keeps today's answers, so that you can see later how far you have come.")), take, list, compare);

    take.onclick = () => {
      const { answers, evidence } = clean(session.state);
      if (!Object.keys(answers).length) return rolebook.notify(say("There is nothing to keep yet: choose a level first."));
      session.set("snapshots", new Date().toISOString(), { answers, evidence });
      section.show();
      rolebook.notify(say("Snapshot saved."));
    };

    const remove = (date, snapshot) => {
      session.set("snapshots", date, undefined);
      section.show();
      take.focus();
      rolebook.notify(say("Snapshot of {date} deleted.", { date: dated(date) }), {
        label: say("Undo"),
        act: () => {
          session.set("snapshots", date, snapshot);
          section.show();
        },
      });
    };

    const entry = ([date, snapshot]) =>
      make("li", {},
        make("span", {}, make("time", { dateTime: date }, dated(date)), " ",
          make("span", { className: "rb-note" }, say("Answers: {n}", { n: Object.keys(snapshot.answers).length }))),
        make("button", { type: "button", className: "rb-quiet", "aria-label": say("Delete the snapshot of {date}", { date: dated(date) }), onclick: () => remove(date, snapshot) }, say("Delete")));

    const answersAt = (date) => (date ? session.state.snapshots[date].answers : session.state.answers);

    const difference = () => {
      const [from, to] = [...picks.querySelectorAll("select")].map((select) => answersAt(select.value));
      const found = changes(from, to).map(({ key, from: before, to: after }) =>
        make("li", {}, `${(after ?? before).competency}: ${named(session, key, before)} → ${named(session, key, after)}`));
      result.replaceChildren(...(found.length ? found : [make("li", { className: "rb-empty" }, say("Nothing changed between the two."))]));
    };

    section.show = () => {
      const kept = Object.entries(session.state.snapshots).sort(([one], [other]) => (one < other ? -1 : 1));
      list.replaceChildren(...kept.map(entry));
      section.hidden = session.isFixed;
      compare.hidden = kept.length === 0;
      if (compare.hidden) return;
      const dates = [...kept.map(([date]) => date), ""];
      const [was, now] = [...picks.querySelectorAll("select")].map((select) => select.value);
      const from = dates.includes(was) ? was : dates.at(-2);
      const to = dates.includes(now) ? now : "";
      picks.replaceChildren(pick(say("From"), dates, from, difference), pick(say("To"), dates, to, difference));
      difference();
    };
    return section;
  };

  Object.assign(rolebook.assessment, { dated, named });
})();
