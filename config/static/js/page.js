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

// A table that scrolls sideways must be reachable by keyboard, one that does not must not stop it.
for (const box of document.querySelectorAll(".p2-scroll")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}
