// Asks how far a recording is, and turns to the answer once there is one.
const bar = document.getElementById("listened");
const words = document.getElementById("listened-words");

async function look() {
  try {
    const { done, percent } = await (await fetch(bar.dataset.progress)).json();
    if (done) {
      location.reload();
      return;
    }
    if (percent > bar.value) {
      bar.value = percent;
      words.textContent = bar.dataset.sayDone.replace("{}", percent);
    }
  } catch {
    words.textContent = bar.dataset.sayPoor;
  }
  setTimeout(look, 1500);
}

setTimeout(look, 1000);
