// One question at a time on /now. The answers are all in the page: nothing is fetched, sent, stored or put in an address.
const root = document.getElementById("now-steps");
const who = root.querySelector("[data-now-question=who]");
const what = root.querySelector("[data-now-question=what]");
const answer = document.getElementById("now-answer");
let caller = null;

function button(words, act, kind = "rf-choice", lang = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.textContent = words;
  if (lang) made.lang = lang;
  made.addEventListener("click", act);
  return made;
}

function heading(words, level = "h2", look = "govuk-heading-l") {
  const made = document.createElement(level);
  made.className = look;
  made.textContent = words;
  return made;
}

function orders(items) {
  const list = document.createElement("ol");
  list.className = "govuk-list govuk-list--number govuk-list--spaced rf-do";
  list.append(...items.map((item) => item.cloneNode(true)));
  return list;
}

function saidNext(items) {
  if (!items.length) return [];
  const list = document.createElement("ul");
  list.className = "govuk-list govuk-list--bullet";
  list.append(...items.map((item) => item.cloneNode(true)));
  return [heading(root.dataset.sayNext, "h3", "govuk-heading-m"), list];
}

const lines = (place, part) => [...place.querySelectorAll(`[data-now=${part}] > li`)];

// The heading of each step takes the focus, so that a screen reader speaks it and the keyboard goes on from there.
function turnTo(parts) {
  answer.replaceChildren(...parts);
  const first = answer.querySelector("h2");
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
  answer.scrollIntoView({ block: "start" });
}

function choices(items, act) {
  const list = document.createElement("div");
  list.className = "rf-choices";
  list.append(...items.map((item) => button(item.dataset.nowWords, () => act(item), "rf-choice", item.lang)));
  return list;
}

const callers = (isMore) => [...who.querySelectorAll("[data-now-caller]")]
  .filter((item) => ("nowMore" in item.dataset) === isMore);

function askWho() {
  const list = choices(callers(false), askWhat);
  list.append(button(root.dataset.sayElse, askWhoElse));
  return [heading(root.dataset.sayWho), list];
}

function askWhoElse() {
  turnTo([heading(root.dataset.sayWho), choices(callers(true), askWhat), again()]);
}

function askWhat(chosen) {
  caller = chosen;
  turnTo([
    heading(root.dataset.sayDo),
    orders(lines(caller, "do")),
    ...saidNext(lines(caller, "next")),
    ...askedParts(),
  ]);
}

function askedParts() {
  return [
    heading(root.dataset.sayWhat),
    choices([...what.querySelectorAll("[data-now-ask]")], showWhat),
    again(),
  ];
}

function showWhat(chosen) {
  const next = caller.querySelector(`[data-now-asked="${chosen.dataset.nowAsk}"]`);
  turnTo([
    heading(root.dataset.sayDo),
    orders(lines(chosen, "do")),
    ...saidNext(next ? lines(next, "next") : []),
    button(root.dataset.sayMore, () => turnTo(askedParts()), "rf-choice"),
    again(),
  ]);
}

const again = () => button(root.dataset.sayAgain, () => turnTo(askWho()), "rf-choice rf-choice--quiet");

root.hidden = true;
answer.replaceChildren(...askWho());
answer.hidden = false;

if ("serviceWorker" in navigator) {
  const { script, page } = root.dataset;
  addEventListener("load", () => navigator.serviceWorker.register(script, { scope: page }).catch(() => {}));
}
