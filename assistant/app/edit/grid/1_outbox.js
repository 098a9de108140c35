// What was typed and not yet acknowledged. It stays in the tab's own storage until the server says that it is saved, so
// that neither a reload, nor a broken connection, nor a server that was killed loses a word.

const SEND_AGAIN_MS = 4000;
const IDLE_MS = 2500;

class Outbox {
  constructor(draft, changed) {
    this.name = `jx-outbox-${draft}`;
    this.changed = changed;
    this.number = 0;
    this.sentAt = 0;
    const kept = this.kept();
    this.ops = kept.ops;
    this.typed = new Map(kept.typed);
  }

  kept() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.name) || "{}");
      return { ops: kept.ops || [], typed: kept.typed || [] };
    } catch {
      return { ops: [], typed: [] };
    }
  }

  keep() {
    try {
      if (!this.ops.length && !this.typed.size) sessionStorage.removeItem(this.name);
      else sessionStorage.setItem(this.name, JSON.stringify({ ops: this.ops, typed: [...this.typed] }));
    } catch {
      // A browser that forbids storage still sends; only a reload in the same second would lose something.
    }
  }

  // Text of a field: being typed, sent but not acknowledged, or none of both.
  textOf(key) {
    if (this.typed.has(key)) return this.typed.get(key);
    for (let at = this.ops.length - 1; at >= 0; at -= 1) if (this.ops[at].key === key) return this.ops[at].text;
    return undefined;
  }

  type(key, text) {
    this.typed.set(key, text);
    this.keep();
  }

  forget(key) {
    this.typed.delete(key);
    this.keep();
  }

  // `seen` is the version that its user had before their eyes.
  put(op, seen) {
    // A later text of the same field replaces an earlier one that is still waiting.
    if (op.key) this.ops = this.ops.filter((each) => each.key !== op.key);
    this.ops.push({ ...op, seen, id: crypto.getRandomValues(new Uint32Array(2)).join("-") });
    if (op.key) this.typed.delete(op.key);
    this.keep();
    this.send();
  }

  acknowledge(done) {
    const known = new Set(done);
    const before = this.ops.length;
    this.ops = this.ops.filter((op) => !known.has(op.id));
    if (this.ops.length !== before) this.keep();
  }

  send() {
    if (!this.ops.length) return;
    this.number += 1;
    this.sentAt = Date.now();
    this.changed({ number: this.number, ops: this.ops });
  }

  sendAgainIfLate() {
    if (this.ops.length && Date.now() - this.sentAt > SEND_AGAIN_MS) this.send();
  }

  get isLate() {
    return this.ops.length > 0 && Date.now() - this.sentAt > SEND_AGAIN_MS / 2;
  }
}
