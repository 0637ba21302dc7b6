// A form is sent once: later submits of the same form are dropped until the answer arrives.

const RELEASE_AFTER = 20000; // ms: a download answers without leaving the page

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method") !== "post") return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  // Disabling the button at once would drop its name and value from what is sent.
  setTimeout(() => {
    if (event.defaultPrevented) return;
    form.dataset.sending = "1";
    for (const button of form.querySelectorAll("button:not([type=button]):not([disabled])")) {
      button.disabled = true;
      button.dataset.held = "1";
    }
    setTimeout(() => release(form), RELEASE_AFTER);
  });
});

// Coming back with the browser's back button shows the page as it was left.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sending]")) {
    release(form);
  }
});

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("button[data-held]")) {
    button.disabled = false;
    delete button.dataset.held;
  }
}
