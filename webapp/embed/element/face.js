// What stands in the element: a quiet place at first, then the frame, or a sentence and a button.
class Face {
  constructor(element, retry) {
    this.element = element;
    this.text = make('p', { role: 'status' });
    this.button = make('button', { type: 'button', part: 'retry', onclick: retry });
    this.box = make('section', { part: 'placeholder' });
    this.box.append(this.text, this.button);
    const root = element.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [SHEET];
    root.append(this.box);
    this.say('');
  }

  get words() {
    const tag = this.element.language || document.documentElement.lang || navigator.language;
    const [title, failed, retry] = WORDS[tag.slice(0, 2).toLowerCase()] || WORDS.en;
    return { title, failed, retry };
  }

  // A sentence with a way to try again, or the quiet place of a frame that is still to come.
  say(sentence, canRetry = false) {
    if (this.iframe) this.box.style.minHeight = `${this.iframe.offsetHeight}px`; // nothing jumps
    this.iframe?.remove();
    this.iframe = null;
    this.text.textContent = sentence;
    this.button.textContent = this.words.retry;
    this.button.hidden = !canRetry;
    this.box.hidden = false;
    this.box.ariaBusy = String(!sentence);
  }

  // A new frame each time: an address given to an old one would be a step of the Back button.
  open(address, look, loaded) {
    this.say('');
    this.iframe = frameTo(address, look, this.words.title);
    this.iframe.onload = loaded;
    this.box.after(this.iframe);
  }

  reveal() {
    this.box.hidden = true;
    this.box.style.minHeight = '';
    this.iframe.className = '';
  }

  dress(look) {
    if (this.iframe) setScheme(this.iframe, look);
    this.tell({ type: 'look', ...look });
  }

  grow(height) { this.iframe.style.height = `${height}px`; }

  tell(message) { this.iframe?.contentWindow?.postMessage({ express: 1, ...message }, ORIGIN); }
}
