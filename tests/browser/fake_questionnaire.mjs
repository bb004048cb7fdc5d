// A stand-in for the questionnaire's element, for tests of the page around it: it fires the events of the real one when its
// button is pressed, with an answer to every question.

/** What stands in place of the element's script. */
const script = `
const ratings = { low: (levels) => levels.at(0).code, high: (levels) => levels.at(-1).code };
class Fake extends HTMLElement {
  async connectedCallback() {
    const inside = this.querySelector('script[type="application/json"]')?.textContent;
    const study = JSON.parse(this.study ?? inside ?? (await (await fetch(this.getAttribute('study'))).text()));
    const shadow = this.attachShadow({ mode: 'open' });
    const heading = document.createElement('h2');
    heading.textContent = study.title[this.lang] ?? study.title[study.languages[0]];
    shadow.append(heading);
    for (const level of ['low', 'high']) {
      const button = document.createElement('button');
      button.textContent = 'Finish ' + level;
      button.style.minHeight = button.style.minWidth = '44px';
      button.addEventListener('click', () => this.finish(study, ratings[level]));
      shadow.append(button);
    }
    setTimeout(() => this.tell('esteem-ready', { study: study.id }));
  }
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable: true, detail }));
  }
  finish(study, rate) {
    const answers = {};
    for (const ask of study.parts[0].pages.flatMap((page) => page.asks)) {
      const { answer } = study.items.find((item) => item.id === ask.split('.')[0]);
      if (answer.kind === 'rating') answers[ask] = rate(study.scales.find((scale) => scale.id === answer.scale).levels);
    }
    const id = crypto.randomUUID();
    const test = this.hasAttribute('test') ? { test: true } : {};
    const response = { format: 'esteem-response/1', id, study: study.id, ...test, answers };
    const text = JSON.stringify(response, null, 1);
    const acknowledge = () => (this.dataset.acknowledged = id);
    const done = document.createElement('p');
    done.style.minHeight = '30rem';
    done.textContent = 'Finished';
    this.shadowRoot.append(done);
    this.tell('esteem-response', { response, text, id, sha256: '', test: !!test.test, acknowledge });
  }
}
customElements.define('esteem-survey', Fake);
`;

/** Puts the stand-in in place of the element, in a page or in all pages of a context. */
export const prepareFake = (page) =>
  page.route(/\/esteem-survey\.js(\?|$)/, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));

/** Finishes the questionnaire, with the best or the worst answer to everything. */
export const finish = (page, level = 'high') => page.locator('esteem-survey').getByText(`Finish ${level}`).click();
