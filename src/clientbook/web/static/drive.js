// Long work goes on by itself: sends the form of the page again and again, shows how far it has
// come, and opens the page of the result.  Without this file the button does the same by hand.
"use strict";

const SPOKEN_EVERY = 5000; // how often a screen reader is told, in milliseconds
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

for (const form of document.querySelectorAll("form[data-drive]")) drive(form);

async function drive(form) {
  const shown = document.getElementById(form.dataset.drive);
  const spoken = document.getElementById(form.dataset.spoken);
  const button = form.querySelector("button");
  const stalled = document.getElementById(form.dataset.stalled);
  button.hidden = true;
  let told = 0;
  for (;;) {
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "text/html" },
      });
    } catch {
      answer = null; // the connection is gone
    }
    if (answer === null || !answer.ok) {
      stalled.hidden = false;
      button.hidden = false;
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById(shown.id);
    if (next === null) {
      if (form.dataset.ends === "here") form.submit(); // the answer is of the form, and has no address
      else location.assign(answer.url);
      return;
    }
    shown.replaceChildren(...next.childNodes);
    if (Date.now() - told > SPOKEN_EVERY) {
      spoken.textContent = shown.textContent.trim();
      told = Date.now();
    }
    if (next.dataset.elsewhere) await pause(3000);
  }
}
