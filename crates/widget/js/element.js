// The element itself, and its definition: by whichever copy of this script comes first.

class EsteemSurvey extends HTMLElement {
  static observedAttributes = ['study', 'lang'];
  #life;
  #root;
  #study;

  /** The study as an object or as the text of its file; it goes before the attribute. */
  get study() {
    return this.#study;
  }

  set study(study) {
    this.#study = study ?? undefined;
    this.#soon(() => this.#start());
  }

  connectedCallback() {
    // A page may have set the property before there was an element to take it.
    if (Object.hasOwn(this, 'study')) {
      const { study } = this;
      delete this.study;
      this.#study = study ?? undefined;
    }
    // Moved within the page, it goes on as it was.
    if (!this.#life) this.#start();
  }

  disconnectedCallback() {
    this.#soon(() => this.isConnected || this.#end());
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === 'lang') this.#life?.adapt('language', languageOf(this));
    else this.#soon(() => this.#start());
  }

  /** Does what ends this life of the element, as soon as nothing would be lost. */
  #soon(action) {
    const life = this.#life;
    if (life) Promise.resolve(life.rest()).then(() => life === this.#life && action());
  }

  #start() {
    this.#end();
    this.#root ??= this.attachShadow({ mode: 'open' });
    this.#life = live(this, this.#root, this.#study);
  }

  #end() {
    this.#life?.end();
    this.#life = undefined;
  }
}

if (!customElements.get('esteem-survey')) customElements.define('esteem-survey', EsteemSurvey);
