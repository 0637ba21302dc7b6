// Saves a form while it is being filled in. What the server answers: docs/components.md.

const IDLE = 800; // ms after the last keystroke
const LONGEST_WAIT = 60000; // ms between two tries

class Autosave {
  constructor(form) {
    this.form = form;
    this.says = form.querySelector("[data-autosave-status]");
    this.waiting = new Set(); // groups with changes not yet sent
    this.sending = null;
    this.failures = 0;
    this.stopped = false;
    form.addEventListener("input", (event) => this.changed(event.target, IDLE));
    form.addEventListener("change", (event) => this.changed(event.target, 0));
    form.addEventListener("submit", () => { this.leaving = true; });
    window.addEventListener("online", () => this.again(0));
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved() && !this.leaving) event.preventDefault();
    });
    window.addEventListener("pageshow", () => { this.leaving = false; });
  }

  unsaved() {
    return this.waiting.size > 0 || this.sending !== null;
  }

  changed(field, wait) {
    if (!field.name || field.type === "file" || this.stopped) return;
    this.waiting.add(field.closest("[data-autosave-group]") ?? field);
    this.again(wait);
  }

  again(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), wait);
  }

  async next() {
    if (this.sending || this.stopped || this.waiting.size === 0) return;
    const [group] = this.waiting;
    this.waiting.delete(group);
    this.sending = group;
    this.say("saving");
    const answer = await this.send(group);
    this.sending = null;
    this.take(answer, group);
  }

  async send(group) {
    try {
      const response = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: this.data(group),
        headers: { "X-Autosave": "1", Accept: "application/json" },
        redirect: "manual",
      });
      const json = response.headers.get("Content-Type")?.includes("json");
      return { status: response.status, type: response.type, body: json ? await response.json() : {} };
    } catch {
      return { status: 0, type: "error", body: {} };
    }
  }

  // The fields of the group and the hidden inputs that stand outside every group.
  data(group) {
    const data = new FormData();
    for (const [name, value] of new FormData(this.form)) {
      const fields = [...this.form.elements].filter((field) => field.name === name);
      const own = fields.some((field) => group.contains(field) || (group.name === name));
      const common = fields.every((f) => f.type === "hidden" && !f.closest("[data-autosave-group]"));
      if (own || common) data.append(name, value);
    }
    return data;
  }

  take({ status, type, body }, group) {
    if (status === 200) return this.saved(body);
    if (status === 409) return this.conflict(body);
    if (status === 422) {
      this.failures = 0;
      this.say("refused", body.message);
      if (this.waiting.size) this.again(IDLE);
      return;
    }
    this.waiting.add(group);
    this.failures += 1;
    const signedOut = type === "opaqueredirect" || status === 401 || status === 403;
    if (status === 403) this.form.dispatchEvent(new CustomEvent("p2ham:refused", { bubbles: true }));
    this.say(signedOut ? "signedOut" : "waiting");
    this.again(Math.min(1000 * 2 ** this.failures, LONGEST_WAIT));
  }

  saved(body) {
    this.failures = 0;
    const version = this.form.elements.namedItem("version");
    if (version && body.version !== undefined) version.value = body.version;
    for (const [name, value] of Object.entries(body.fields ?? {})) {
      const field = this.form.elements.namedItem(name);
      if (field) field.value = value;
    }
    if (this.waiting.size) return this.again(0);
    this.say("saved", body.saved_at);
  }

  conflict({ message, url }) {
    this.stopped = true;
    this.waiting.clear();
    this.say("conflict", message);
    if (!url) return;
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = url;
    link.textContent = this.says.dataset.textReopen;
    this.says.append(" ", link);
  }

  say(state, detail = "") {
    const words = { signedOut: "textSignedOut", saving: "textSaving", saved: "textSaved",
      waiting: "textWaiting", refused: "textRefused" }[state];
    this.says.dataset.state = state === "signedOut" ? "waiting" : state;
    const text = [this.says.dataset[words], detail].filter(Boolean);
    this.says.textContent = text.join(state === "refused" ? ": " : " ");
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
