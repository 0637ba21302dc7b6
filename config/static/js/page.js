// Marks the page as able to run govuk-frontend and starts it where a component asks for it.
// The file is fetched only by pages that use one of its components.

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const source = document.querySelector("meta[name=govuk-frontend]")?.content;

async function start(scope) {
  if (!source || !scope.querySelector("[data-module^=govuk-]")) return;
  const { initAll } = await import(source);
  initAll({ scope });
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));

// A live part whose session ended is answered with the sign-in page: open that, do not insert it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { finalRequestPath, responsePath } = event.detail.pathInfo;
  const bare = (path) => path?.split("?")[0];
  if (!responsePath || bare(responsePath) === bare(finalRequestPath)) return;
  event.detail.shouldSwap = false;
  window.location.reload();
});

// Signing in again in another tab makes this page's form tokens old: fetch new ones, so that
// what was typed here can still be sent.
let renewing = false;
document.addEventListener("p2ham:refused", async () => {
  if (renewing) return;
  renewing = true;
  try {
    const answer = await fetch(window.location.href, { redirect: "manual" });
    const there = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = there.querySelector("[name=csrfmiddlewaretoken]")?.value;
    const ours = token ? document.querySelectorAll("[name=csrfmiddlewaretoken]") : [];
    for (const input of ours) input.value = token;
  } catch { /* no line: the next refusal asks again */ }
  renewing = false;
});

// A table that scrolls sideways says so and must be reachable by keyboard.
for (const box of document.querySelectorAll(".p2-scroll")) {
  if (box.scrollWidth <= box.clientWidth) continue;
  box.tabIndex = 0;
  const cue = document.createElement("p");
  cue.className = "p2-scroll__cue";
  cue.textContent = document.body.dataset.scrollCue ?? "";
  box.before(cue);
}
