// A form is sent once: later submits of the same form are dropped until the answer arrives.
// <form data-allow-resubmit> opts out (searches, downloads).

const RELEASE_AFTER = 20000; // ms: a download answers without leaving the page

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "allowResubmit" in form.dataset) return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  // Disabling the button at once would drop its name and value from what is sent.
  setTimeout(() => {
    if (event.defaultPrevented) return;
    form.dataset.sending = "1";
    const buttons = [...form.querySelectorAll("button:not([type=button]):not([disabled])")];
    for (const button of buttons) button.disabled = true;
    setTimeout(() => release(form, buttons), RELEASE_AFTER);
  });
});

// Coming back with the browser's back button shows the page as it was left.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sending]")) {
    release(form, form.querySelectorAll("button[disabled]:not([data-obstructed])"));
  }
});

function release(form, buttons) {
  delete form.dataset.sending;
  for (const button of buttons) button.disabled = false;
}
