// Helps to read and pass on a page: read aloud, print, copy the address, the telephone's own share menu.
// Nothing is loaded from anywhere and nothing is sent.
const works = {
  listen: "speechSynthesis" in window,
  print: typeof window.print === "function",
  copy: Boolean(navigator.clipboard),
  share: typeof navigator.share === "function",
};

for (const button of document.querySelectorAll("[data-rf-needs]")) {
  if (works[button.dataset.rfNeeds]) button.classList.add("rf-works");
}

const status = document.getElementById("rf-status");
const say = (words) => { if (status) status.textContent = words; };

function listen(button) {
  const { start, stop } = button.dataset;
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    button.textContent = start;
    return;
  }
  const text = document.querySelector("[data-rf-read]");
  const parts = [...text.querySelectorAll("h1, h2, h3, p, li, figcaption")].map((part) => part.textContent.trim());
  // One piece for each paragraph: long ones are cut off by some telephones.
  parts.filter(Boolean).forEach((part, place, all) => {
    const piece = new SpeechSynthesisUtterance(part);
    piece.lang = text.querySelector("[lang]")?.lang || document.documentElement.lang;
    piece.rate = 0.9;
    if (place === all.length - 1) piece.onend = () => { button.textContent = start; };
    speechSynthesis.speak(piece);
  });
  button.textContent = stop;
}

// The page in its own language; an English warning has one address that counts, whatever stands around it.
const address = () => document.querySelector(`link[rel=alternate][hreflang="${document.documentElement.lang}"]`)?.href
  || document.querySelector("link[rel=canonical]")?.href || location.href;

const actions = {
  listen,
  print: () => window.print(),
  copy: () => navigator.clipboard.writeText(address())
    .then(() => say(status.dataset.sayCopied), () => say(status.dataset.sayNotCopied)),
  share: () => navigator.share({ title: document.title, url: location.href }).catch(() => {}),
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-rf-needs]");
  if (button) actions[button.dataset.rfNeeds](button);
});

addEventListener("pagehide", () => { if (works.listen) speechSynthesis.cancel(); });
