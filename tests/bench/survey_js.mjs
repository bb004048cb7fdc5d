// A study of ours as SurveyJS has it, as its authors would write it: ratings that follow each other and share a scale are one matrix.

/** The survey as JSON, in one language. */
export function translated(study, language) {
  const say = (text) => (typeof text === 'string' ? text : (text?.[language] ?? Object.values(text ?? {})[0]));
  const items = new Map(study.items.map((item) => [item.id, item]));
  const scales = new Map(study.scales.map((scale) => [scale.id, scale]));
  const levels = (id) => scales.get(id).levels.map(({ code, label }) => ({ value: code, text: say(label) ?? String(code) }));
  const options = (list) => list.map(({ id, text }) => ({ value: id, text: say(text) }));

  const alone = (key, { text, answer }) => {
    const common = { name: key, title: say(text) };
    if (answer.kind === 'choice') return { ...common, type: 'radiogroup', choices: options(answer.options) };
    if (answer.kind === 'choices') return { ...common, type: 'checkbox', choices: options(answer.options) };
    if (answer.kind === 'incidents') return { ...common, type: 'checkbox', choices: options(answer.incidents), showNoneItem: true };
    if (answer.kind === 'number') return { ...common, type: 'text', inputType: 'number' };
    return { ...common, type: answer.long ? 'comment' : 'text' };
  };

  const elements = (page) => {
    const made = [];
    for (const key of page.asks) {
      const item = items.get(key.split('.')[0]);
      const { kind, scale } = item.answer;
      if (kind !== 'rating') {
        made.push(alone(key, item));
        continue;
      }
      const before = made.at(-1);
      if (before?.scale !== scale) {
        made.push({ type: 'matrix', name: key, title: say(page.intro) ?? say(item.text), scale, columns: levels(scale), rows: [] });
      }
      made.at(-1).rows.push({ value: key, text: say(item.text) });
    }
    return made.map(({ scale, ...element }) => element);
  };

  const pages = study.parts.flatMap((part) => part.pages).map((page) => ({ name: page.id, elements: elements(page) }));
  return { title: say(study.title), showProgressBar: true, pages };
}
