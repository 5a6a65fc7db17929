// The sheet of an outcome: what is read at once, the answers that it follows from, and the rest on demand.

function outcomePage(interview, acts) {
  const { parts, next } = endingOf(interview);
  const { page, next: labels } = data.outcome;
  const known = (letter) => labels.find(([one]) => one === letter);
  const choices = listed([...next].map((letter) => known(letter)[1]));
  // What some outcomes alone offer has a letter of its own, so that what all offer keeps its digit.
  const digits = [...data.words.keys];
  [...next].forEach((letter, rank) => (choices[rank].key = known(letter)[2] || digits.shift()));
  return {
    ...readyPage(page, []),
    trail: [],
    help: null,
    body: headOf(interview),
    after: [answersLine(interview, acts.change), onPaper(interview)],
    choices: choices.map((choice, rank) => ({ ...choice, act: acts[next[rank]], look: 'row' })),
    tools: [
      copyButton(data.page.copy_sheet, () => sheetText(interview)),
      element('button', { type: 'button', click: () => window.print() }, data.page.print),
    ],
    rest: [
      ...folded(readBlocks(parts[1])),
      ...neighboursOf(interview, acts.open),
      ...folded([...readBlocks(parts[2]), ...readBlocks(parts[3])]),
      mistakeOf(interview),
    ],
  };
}

// What is read at once; the opérateur is named last. What is urgent here looks so; who does not know is told that it is a
// guess.
function headOf({ path, tree, position }) {
  const body = readBlocks(endingOf({ tree, position }).parts[0]);
  const verdict = body.findIndex(({ kind }) => kind === 'category');
  body.push(...body.splice(body.findIndex(({ kind }) => kind === 'title') + 1, 1));
  const here = body.find(({ text }) => text === glued(data.texts[data.words.urgent_here]));
  if (here) here.kind = 'alarm';
  // A « Je ne sais pas » holds unless what it led to was set aside at once.
  const lifted = (rank) => rank + 1 < path.length && path[rank + 1].reponse.id === RIEN;
  if (path.some(({ reponse }, rank) => reponse.id === NE_SAIT_PAS && !lifted(rank))) {
    body.splice(verdict + 2, 0, { kind: 'note', text: glued(data.texts[data.words.doubt]) });
  }
  return body;
}

// The answers, each of which can be changed.
function answersLine({ path }, change) {
  const said = path.map(({ question, reponse, implied }, rank) => element('button', {
    type: 'button', title: `${question.texte}${implied ? data.words.from_search : ''}`, click: () => change(rank),
  }, glued(reponse.texte)));
  return element('p', { class: 'answers' }, data.page.answers, element('span', {}, data.page.to_change), '\u00a0: ', said);
}

// What only paper has: where a local contact is missing, a line to write it; the source.
function onPaper(interview) {
  const open = headOf(interview).some(({ text }) => text === glued(data.texts[data.words.to_complete]));
  const source = readBlocks(endingOf(interview).parts[2]).filter(({ kind }) => kind === 'text');
  return element('div', { class: 'papier' },
    open ? element('p', { class: 'blank' }, glued(data.page.to_note)) : null,
    element('p', {}, source.map(({ text }) => text).join(' ')),
    element('p', {}, data.page.not_for_usager));
}

// Each part under its heading, to be opened.
function folded(blocks) {
  const parts = [];
  for (const block of blocks) {
    if (block.kind === 'heading') parts.push([block.text, []]);
    else if (parts.length > 0) parts[parts.length - 1][1].push(block);
  }
  return parts.map(([title, blocks]) => details(title, showBlocks(blocks)));
}

function details(title, ...children) {
  return element('details', {}, element('summary', {}, title), children);
}

// The rows that touch this one; one without a tree here is only named.
function neighboursOf(interview, open) {
  const { neighbours } = endingOf(interview);
  if (neighbours.length === 0) return [];
  const rows = neighbours.map(([text, place]) => {
    const label = glued(data.texts[text]);
    return element('li', {}, place ? element('button', { type: 'button', click: () => open(place) }, label) : label);
  });
  return [details(data.words.neighbours, element('ul', { class: 'neighbours' }, rows))];
}

// A text to be pasted: what is said before it, and its lines.
function toPaste(blocks) {
  const before = blocks.findIndex(({ kind }) => kind === 'heading') + 1;
  return [blocks.slice(0, before), blocks.slice(before).map(({ text }) => text.replace(/\u00a0/g, ' '))];
}

function signalementPage(interview, back) {
  const [before, lines] = toPaste(readBlocks(endingOf(interview).signalement));
  const text = lines.join('\n');
  return {
    trail: [],
    body: [...before, { kind: 'verbatim', text }],
    question: data.texts[data.outcome.page.question],
    help: null,
    after: [copyButton(data.page.copy_text, () => text)],
    choices: listed([data.words.to_sheet]).map((choice) => ({ ...choice, act: back, look: 'row' })),
  };
}

// A mistake of this sheet, with the answers that led to it.
function mistakeOf(interview) {
  const { tree, path } = interview;
  const [before, lines] = toPaste(readBlocks(endingOf(interview).mistake));
  const given = path.map(({ question, reponse }) => ` --reponse ${question.id}=${reponse.id}`).join('');
  const text = lines.map((line) => {
    if (/^Réponses : *$/.test(line)) return `Réponses : ${answersOf(interview)}`;
    return line.endsWith(` ${tree.operateur}`) ? line + given : line;
  }).join('\n');
  const said = before.filter(({ kind }) => kind === 'text');
  return details(data.words.mistake, showBlocks([...said, { kind: 'verbatim', text }]), copyButton(data.page.copy_text, () => text));
}

function answersOf({ path }) {
  return path.map(({ reponse }) => reponse.texte).join(' > ');
}

// The sheet as plain text, with the answers and the source.
function sheetText(interview) {
  const { parts } = endingOf(interview);
  const answers = { kind: 'text', text: `\nRéponses : ${answersOf(interview)}` };
  return plainText([...headOf(interview), answers, ...readBlocks(parts[2])]);
}
