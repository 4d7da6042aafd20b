// Search as one types: asks for the rows alone while the form works without this file, too.
"use strict";

for (const form of document.querySelectorAll("form[data-live]")) {
  const box = form.querySelector("input[type=search]");
  const into = document.getElementById(form.dataset.into);
  let timer = 0;
  let asked = 0;

  const ask = async () => {
    const mine = ++asked;
    const fields = [...new FormData(form)].filter(([, value]) => value);
    const query = new URLSearchParams(fields).toString(); // the filters that are set, too
    const answer = await fetch(form.dataset.live + "?" + query, { headers: { Accept: "text/html" } });
    if (!answer.ok || mine !== asked) return; // somebody has typed on
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    into.replaceChildren(...page.body.childNodes);
    // The address says what is shown, so that a reload and a bookmark show it again.
    history.replaceState(null, "", into.querySelector("[data-address]").dataset.address);
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
}
