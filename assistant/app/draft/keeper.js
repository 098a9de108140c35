// Keeps what is typed into the form in the tab's own storage from the first letter on, so that a reload loses nothing.
const NAME = "jx-brief";
const PART = /\bst-key-in_([a-z]+)\b/;

function partOf(element) {
  const box = element.closest('[class*="st-key-in_"]');
  return box ? PART.exec(box.className)?.[1] : undefined;
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) || "{}");
  } catch {
    return {};
  }
}

function keep(event) {
  const part = event.target.matches?.("input, textarea") && partOf(event.target);
  if (part) sessionStorage.setItem(NAME, JSON.stringify({ ...kept(), [part]: event.target.value }));
}

export default function ({ data, setStateValue }) {
  if (data.forget) sessionStorage.removeItem(NAME);
  else if (data.fresh && Object.keys(kept()).length) setStateValue("kept", { number: Date.now(), texts: kept() });
  else if (!data.fresh) sessionStorage.setItem(NAME, JSON.stringify({ ...kept(), ...data.texts }));
  document.addEventListener("input", keep);
  return () => document.removeEventListener("input", keep);
}
