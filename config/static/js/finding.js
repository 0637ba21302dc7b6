// The page of a finding: enlarging and turning the picture without loading it again, the slider
// between two pictures, and keys for those who decide many findings a day. Every key does what a
// link or a field of the page does; without scripts those are used themselves.

const KEYS_OFF = "p2ham-keys-off"; // kept in the browser of who switched the keys off
const MOST_ZOOM = 4;

const find = (selector, within = document) => within.querySelector(selector);
const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];
const picture = () => find("#berkas .p2-sheet__picture");

// --- the picture -------------------------------------------------------------------------------

function show(svg, zoom, turn) {
  const { width, height } = svg.dataset;
  const lying = turn === 90 || turn === 270;
  const [across, down] = lying ? [height, width] : [width, height];
  const moves = {
    0: "",
    90: `translate(${height} 0) rotate(90)`,
    180: `translate(${width} ${height}) rotate(180)`,
    270: `translate(0 ${width}) rotate(270)`,
  };
  svg.setAttribute("viewBox", `0 0 ${across} ${down}`);
  svg.setAttribute("width", across);
  svg.setAttribute("height", down);
  svg.firstElementChild.setAttribute("transform", moves[turn]);
  svg.classList.remove(`p2-zoom-${svg.dataset.zoom}`);
  svg.classList.add(`p2-zoom-${zoom}`);
  Object.assign(svg.dataset, { zoom, turn });
}

function change(what) {
  const svg = picture();
  if (!svg) return false;
  const zoom = Number(svg.dataset.zoom), turn = Number(svg.dataset.turn);
  const view = svg.parentElement;
  const middle = [
    (view.scrollLeft + view.clientWidth / 2) / view.scrollWidth,
    (view.scrollTop + view.clientHeight / 2) / view.scrollHeight,
  ];
  if (what === "larger") show(svg, Math.min(zoom + 1, MOST_ZOOM), turn);
  if (what === "smaller") show(svg, Math.max(zoom - 1, 1), turn);
  if (what === "turned") show(svg, zoom, (turn + 90) % 360);
  if (what === "whole") show(svg, 1, 0);
  view.scrollLeft = middle[0] * view.scrollWidth - view.clientWidth / 2;
  view.scrollTop = middle[1] * view.scrollHeight - view.clientHeight / 2;
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-tools] a[data-do]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey);
  if (link && plain && change(link.dataset.do)) event.preventDefault();
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-wipe]")) return;
  const edge = find("[data-wiped]");
  edge.setAttribute("width", (edge.dataset.width * event.target.value) / 100);
});

function toggleOutlines() {
  const boxes = findAll(".p2-overlays input");
  const on = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = on;
}

// --- deciding ----------------------------------------------------------------------------------

const form = find("[data-decide]");
const sentences = form && find("select[name=ready]", form);
const groups = sentences ? findAll("optgroup", sentences) : [];
const verdictOf = (group) => group.firstElementChild.value.split(".")[0];

// Only the sentences that fit the decision; those of the others would be refused.
function fitSentences() {
  if (!sentences) return;
  const chosen = find("input[name=verdict]:checked", form)?.value;
  const kept = sentences.value;
  for (const group of groups) {
    if (!chosen || verdictOf(group) === chosen) sentences.append(group);
    else group.remove();
  }
  sentences.value = kept.startsWith(`${chosen}.`) ? kept : "";
}

function chooseVerdict(number) {
  const radio = form && findAll("input[name=verdict]", form)[number - 1];
  if (!radio) return false;
  radio.checked = true;
  radio.focus();
  fitSentences();
  return true;
}

function chooseSentence(place) {
  const option = sentences && findAll("optgroup option", sentences)[place];
  if (!option || !find("input[name=verdict]:checked", form)) return false;
  sentences.value = option.value;
  find("[data-said]", form).textContent = option.textContent; // read out, the list is not in focus
  find("button", form).focus();
  return true;
}

function write() {
  if (!form) return false;
  find("textarea[name=reason]", form).focus();
  return true;
}

function save() {
  if (!form) return false;
  form.requestSubmit();
  return true;
}

function follow(what) {
  const link = find(`[data-do=${what}]`);
  if (!link) return false;
  window.location.assign(link.href);
  return true;
}

form?.addEventListener("change", (event) => {
  if (event.target.name === "verdict") fitSentences();
});
fitSentences();

// --- keys --------------------------------------------------------------------------------------

const ACTS = {
  w: write,
  s: save,
  n: () => follow("next"),
  p: () => follow("previous"),
  "+": () => change("larger"),
  "=": () => change("larger"),
  "-": () => change("smaller"),
  0: () => change("whole"),
  r: () => change("turned"),
  o: () => { toggleOutlines(); return true; },
};

// A field that takes letters keeps them. Radios and boxes take none; a list to pick from does.
function typing(target) {
  return target.closest("textarea, select, [contenteditable]")
    || (target.matches("input") && !["radio", "checkbox"].includes(target.type));
}

function act(key) {
  if (/^[1-5]$/.test(key)) return chooseVerdict(Number(key));
  if (/^[a-e]$/.test(key)) return chooseSentence(key.charCodeAt(0) - "a".charCodeAt(0));
  return Object.hasOwn(ACTS, key) && ACTS[key]();
}

const panel = find("[data-keys]");
const toggle = panel && find("[data-keys-on]", panel);

function store(off) {
  try {
    if (off) localStorage.setItem(KEYS_OFF, "1");
    else localStorage.removeItem(KEYS_OFF);
  } catch { /* a browser that keeps nothing: on again on the next page */ }
}

function stored() {
  try { return localStorage.getItem(KEYS_OFF) !== null; } catch { return false; }
}

if (panel) {
  panel.hidden = false;
  toggle.checked = !stored();
  toggle.addEventListener("change", () => store(!toggle.checked));
  document.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (!toggle.checked || held || event.repeat || event.defaultPrevented) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    if (act(event.key.toLowerCase())) event.preventDefault();
  });
}
