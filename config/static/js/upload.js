// Shows chosen files at once, warns about them, and sends them one after the other, each with
// its own progress and its own second try. What the server answers: docs/components.md.

const SMALL_BELOW = 640; // pixels of the longer side: less than any phone takes
const HASH_AT_MOST = 64 * 1024 * 1024; // bytes: larger files are compared by name and size only

class Slot {
  constructor(form) {
    this.form = form;
    this.text = form.dataset;
    this.list = form.querySelector("[data-upload-files]");
    this.status = form.querySelector("[data-upload-status]");
    this.known = new Set(form.dataset.known.split(/\s+/).filter(Boolean));
    this.entries = [];
    this.inputs = [...form.querySelectorAll("input[type=file]")];
    for (const input of this.inputs) {
      input.addEventListener("change", () => this.choose(input.files, input));
    }
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("dragover", (event) => this.drag(event, true));
    form.addEventListener("dragleave", (event) => this.drag(event, false));
    form.addEventListener("drop", (event) => {
      this.drag(event, false);
      this.choose(event.dataTransfer.files);
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.entries.some((entry) => entry.state === "sending")) event.preventDefault();
    });
  }

  drag(event, over) {
    event.preventDefault();
    this.form.classList.toggle("p2-upload--over", over);
  }

  async choose(files, input) {
    for (const file of [...files]) {
      const entry = new Entry(this, file);
      this.entries.push(entry);
      this.list.append(entry.row);
      await entry.examine();
    }
    if (input) input.value = ""; // the list holds them now; the same file may be chosen again
  }

  submit(event) {
    if (this.entries.length === 0) return; // nothing of ours: the plain form goes
    event.preventDefault();
    const told = [...this.form.querySelectorAll("[data-upload-with]")].some((field) => field.value);
    const left = this.entries.filter((entry) => entry.state === "ready" || entry.state === "failed");
    if (told && left.length > 1) return (this.status.textContent = this.text.textLetter);
    this.send(this.entries.filter((entry) => entry.state === "failed"));
  }

  // One at a time: on a slow line two at once would both arrive late. Those that wait are
  // "ready", so a second try joins the queue that is running.
  async send(again) {
    for (const entry of again) entry.state = "ready";
    if (this.busy) return;
    this.busy = true;
    for (let entry = this.first(); entry; entry = this.first()) {
      await entry.send();
      this.tally();
    }
    this.busy = false;
    const all = this.entries.length > 0 && this.entries.every((entry) => entry.state === "done");
    this.form.dispatchEvent(new CustomEvent("p2ham:uploaded", { bubbles: true, detail: { all } }));
    if (all && this.text.next) return window.location.assign(this.text.next);
    this.refresh();
  }

  // Some stay on the list with their reasons, so the page stays; what it counts must be true.
  refresh() {
    const taken = this.entries.some((entry) => entry.state === "done");
    if (!taken || !this.text.shown || !document.getElementById("files")) return;
    globalThis.htmx?.ajax("GET", this.text.shown, { target: "#files", swap: "outerHTML" });
  }

  first() {
    return this.entries.find((entry) => entry.state === "ready");
  }

  tally() {
    const done = this.entries.filter((entry) => entry.state === "done").length;
    const text = this.text.textTally.replace("{done}", done);
    this.status.textContent = text.replace("{all}", this.entries.length);
  }

  drop(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
    entry.row.remove();
    this.inputs[0].focus();
  }
}

class Entry {
  constructor(slot, file) {
    this.slot = slot;
    this.file = file;
    this.state = "ready";
    this.row = element("li", "p2-upload__file");
    this.words = element("span", "p2-upload__state");
    this.buttons = element("span", "");
    this.shown = preview(file);
    this.row.append(this.shown, element("strong", "", file.name), this.words, this.buttons);
    this.offer("textRemove", () => slot.drop(this));
  }

  // Warnings only: the server decides. Empty and too large files are not worth the line.
  async examine() {
    const { maxBytes } = this.slot.text;
    if (this.file.size === 0) return this.refuse("textEmpty");
    if (maxBytes && this.file.size > Number(maxBytes)) return this.refuse("textLarge");
    this.digest = await digest(this.file);
    const twice = this.slot.entries.some((other) => other !== this && other.same(this));
    if (twice) return this.refuse("textTwice");
    if (this.slot.known.has(this.digest)) return this.warn("textKnown");
    if (!accepted(this.file, this.slot.inputs[0].accept)) return this.warn("textKind");
    if (await isSmall(this.shown)) return this.warn("textSmall");
    this.say("", this.slot.text.textReady);
  }

  same(other) {
    if (this.digest && other.digest) return this.digest === other.digest;
    return this.file.name === other.file.name && this.file.size === other.file.size;
  }

  refuse(text) {
    this.state = "refused";
    this.say("failed", this.slot.text[text]);
  }

  warn(text) {
    this.say("warning", this.slot.text[text]);
  }

  async send() {
    this.state = "sending";
    this.buttons.replaceChildren();
    this.say("", this.slot.text.textSending);
    const bar = element("progress", "p2-progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", this.file.name);
    this.row.append(bar);
    const { status, body } = await post(this.slot.form, this.slot.inputs[0].name, this.file, bar);
    bar.remove();
    this.take(status, body);
  }

  take(status, body) {
    const { textDone, textFailed } = this.slot.text;
    if (status >= 200 && status < 300) {
      this.state = "done";
      return this.say("done", body.message ?? textDone);
    }
    const refused = status >= 400 && status < 500 && body.message;
    this.state = refused ? "refused" : "failed";
    this.say("failed", body.message ?? textFailed);
    if (status === 403 && !refused) {
      this.slot.form.dispatchEvent(new CustomEvent("p2ham:refused", { bubbles: true }));
    }
    if (!refused) this.offer("textRetry", () => this.slot.send([this]));
    this.offer("textRemove", () => this.slot.drop(this));
  }

  say(tone, text) {
    this.words.className = `p2-upload__state p2-upload__state--${tone || "calm"}`;
    this.words.textContent = text;
  }

  offer(text, act) {
    const button = element("button", "p2-link-button", this.slot.text[text]);
    button.type = "button";
    const whose = element("span", "govuk-visually-hidden", ` ${this.file.name}`);
    button.append(whose);
    button.addEventListener("click", act);
    this.buttons.append(button, " ");
  }
}

function post(form, name, file, bar) {
  const data = new FormData();
  for (const field of form.querySelectorAll("input[type=hidden], [data-upload-with]")) data.append(field.name, field.value);
  data.append(name, file, file.name);
  const request = new XMLHttpRequest(); // fetch cannot tell how much of a body has left
  request.open("POST", form.getAttribute("action")); // form.action could be a field
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  });
  return new Promise((resolve) => {
    request.addEventListener("loadend", () => {
      let body = {};
      try { body = JSON.parse(request.responseText); } catch { /* an error page, not ours */ }
      resolve({ status: request.status, body });
    });
    request.send(data);
  });
}

function preview(file) {
  const kind = element("span", "p2-upload__kind", file.name.split(".").pop().slice(0, 4).toUpperCase());
  if (!/^image\/(jpeg|png|webp|gif)$/.test(file.type)) return kind;
  const image = element("img", "");
  image.alt = "";
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  image.addEventListener("error", () => image.replaceWith(kind)); // empty, broken or not an image
  return image;
}

// Only what the browser can draw is measured; the rest counts as large enough.
async function isSmall(image) {
  if (image.tagName !== "IMG") return false;
  if (!image.complete) {
    await new Promise((resolve) => {
      image.addEventListener("load", resolve);
      image.addEventListener("error", resolve);
    });
  }
  return image.naturalWidth > 0 && Math.max(image.naturalWidth, image.naturalHeight) < SMALL_BELOW;
}

function accepted(file, accept) {
  const wanted = accept.split(",").map((part) => part.trim().toLowerCase()).filter(Boolean);
  if (wanted.length === 0) return true;
  const name = file.name.toLowerCase();
  return wanted.some((part) => {
    if (part.startsWith(".")) return name.endsWith(part);
    if (part.endsWith("/*")) return file.type.startsWith(part.slice(0, -1));
    return file.type === part;
  });
}

async function digest(file) {
  if (!globalThis.crypto?.subtle || file.size > HASH_AT_MOST) return "";
  const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

for (const form of document.querySelectorAll("form[data-upload]")) new Slot(form);
