// The pages of the guide, each made of where the conversation is. What a choice does is told by the guide.

for (const tree of data.trees) {
  tree.questions = tree.questions.map(([id, texte, aide, reponses, fact]) => ({
    fact: fact === 1,
    id: data.texts[id],
    texte: data.texts[texte],
    aide: aide === null ? null : data.texts[aide],
    reponses: reponses.map(([id, texte]) => ({ id: data.texts[id], texte: data.texts[texte] })),
  }));
  tree.endings = new Map(tree.endings.map(([request, blocage, ends, body, next]) => [
    `${request},${blocage},${ends}`, { body, next },
  ]));
}

function fill(template, ...parts) {
  return template.replace(/\{(\d)\}/g, (_, rank) => parts[rank]);
}

// A page that is the same whatever was answered; `acts` says what each of its choices does.
function readyPage({ trail, body, question, help, choices }, acts) {
  return {
    trail: trail.map((text) => data.texts[text]),
    body: readBlocks(body),
    question: data.texts[question],
    help: help === undefined ? null : data.texts[help],
    choices: choices.map(([key, label, group], rank) => ({
      key, label: data.texts[label], group: group === undefined ? null : data.texts[group], act: acts[rank],
    })),
  };
}

// Choices with the keys of their ranks.
function listed(labels) {
  return labels.map((label, rank) => ({ key: data.words.keys[rank] || ' ', label }));
}

// The choice that takes words: a form in its place.
function wordsChoice({ label, group }, search) {
  const submit = (event) => {
    event.preventDefault();
    const input = event.target.querySelector('input');
    if (input.value.trim() !== '') search(input.value);
    else input.focus();
  };
  // Nothing of what is typed may leave: no completion, and no spelling that a browser would check elsewhere.
  const input = element('input', {
    type: 'search', autocomplete: 'off', autocorrect: 'off', autocapitalize: 'none', spellcheck: 'false',
    maxlength: '2000', 'aria-keyshortcuts': 'm', enterkeyhint: 'search',
  });
  const show = () => element('form', { role: 'search', submit },
    element('label', {}, element('kbd', { 'aria-hidden': 'true' }, 'm'), element('span', {}, glued(label)), input),
    element('button', {}, 'Chercher'));
  return { key: 'm', label, group, show, act: () => document.querySelector('main input').focus() };
}

function questionPage(interview) {
  const { tree, path, position } = interview;
  const question = asked(interview);
  const node = position.request === null ? null : tree.nodes[position.request];
  const tried = question.id === BLOCAGE && node !== null && node.body !== undefined;
  const kept = keptHere(interview);
  const theme = node !== null ? [data.texts[node.titre]] : path.slice(1).slice(-1).map(({ reponse }) => reponse.texte);
  const page = {
    trail: [tree.nom, ...theme, fill(data.words.rank, path.length + 1)],
    body: tried ? readBlocks(node.body) : soughtBlocks(interview),
    question: question.texte,
    help: question.aide,
    choices: listed(question.reponses.map(({ texte }) => texte)),
    kept: kept ? question.reponses.findIndex(({ id }) => id === kept.reponse) : null,
    deduced: Boolean(kept && kept.implied),
  };
  question.reponses.forEach(({ id }, rank) => {
    page.choices[rank].answer = id;
    if (id === AUCUNE) page.choices[rank].key = '0';
  });
  page.sigles = newSigles(interview, page);
  return page;
}

// What is looked for and what it implies, until something is asked.
function soughtBlocks(interview) {
  const goal = goalOf(interview);
  if (goal === null) return [];
  const { titre, categorie } = interview.tree.nodes[goal];
  const texts = [fill(data.words.looking_for, data.texts[titre], data.words.categories[categorie][1])];
  const deduced = deducedIn(interview);
  if (deduced.length > 0) texts.push(fill(data.words.deduced_answers, deduced.join(' > ')));
  return texts.map((text) => ({ kind: 'note', text: glued(text) }));
}

// The acronyms met here for the first time, spelt out.
function newSigles({ tree, path }, page) {
  const inAny = (texts, sigle) => texts.some((text) => text.split(/[^\p{Alphabetic}\p{N}@]+/u).includes(sigle));
  const textsOf = ({ texte, aide, reponses }) => [texte, aide || '', ...reponses.map((reponse) => reponse.texte)];
  const labels = page.choices.map(({ label }) => label);
  const here = [...page.body.map(({ text }) => text), ...labels, page.question, page.help || ''];
  const before = path.flatMap(({ question }) => textsOf(question));
  return tree.sigles.filter(([sigle]) => inAny(here, sigle) && !inAny(before, sigle)).map(([, line]) => line);
}

function outcomePage(interview, acts) {
  const { body, next } = endingOf(interview);
  const { page, next: labels } = data.outcome;
  const around = readyPage(page, []);
  const choices = listed([...next].map((letter) => labels.find(([known]) => known === letter)[1]));
  return {
    ...around,
    trail: [interview.tree.nom, ...around.trail],
    body: readBlocks(body),
    choices: choices.map((choice, rank) => ({ ...choice, act: acts[next[rank]] })),
    tools: [element('button', { type: 'button', click: () => window.print() }, 'Imprimer cette fiche')],
  };
}

function whyPage({ tree, path }, change) {
  const page = readyPage(tree.why, []);
  const command = path.map(({ question, reponse }) => ` --reponse ${question.id}=${reponse.id}`).join('');
  const labels = path.map(({ question, reponse, implied }) =>
    `${question.texte} ${reponse.texte}${implied ? data.words.from_search : ''}`);
  return {
    ...page,
    body: page.body.map((block) => (block.kind === 'verbatim' ? { ...block, text: block.text + command } : block)),
    choices: listed(labels).map((choice, rank) => ({ ...choice, act: () => change(rank) })),
  };
}

const NO_SEARCH = [
  ['title', 'Ce navigateur ne sait pas chercher'],
  ['text', 'Choisissez l\'opérateur : ses questions vous mèneront à la démarche. Pour chercher, mettez le navigateur à jour.'],
];

// What was found, to choose from: an opérateur that was named comes before what only looks like the words, but nothing
// comes before an urgency.
function resultsPage({ hits, unsupplied, failed }, { toward, elsewhere, home, search }) {
  const words = data.words.results;
  const offer = (hit) => {
    const { titre, categorie } = data.trees[hit.entry.tree].nodes[hit.entry.node];
    const { nom } = data.trees[hit.entry.tree];
    const near = hit.near.replace(/^[«» ]+|[«» ]+$/g, '');
    const why = near === '' || near === data.texts[titre] ? null : fill(hit.sign ? words.why_sign : words.why_near, near);
    return {
      label: fill(words.label, data.texts[titre], nom, data.words.categories[categorie][1].replace(/ /g, '\u00a0')),
      detail: why, under: hit.sign ? words.sign : words.near, act: () => toward(hit),
    };
  };
  const offers = [
    ...hits.filter(({ sign }) => sign).map(offer),
    ...unsupplied.map((operateur) => ({ label: operateur.nom, under: words.unsupplied, act: () => elsewhere(operateur) })),
    ...hits.filter(({ sign }) => !sign).map(offer),
  ].map((choice, rank, all) => ({
    ...choice, key: data.words.keys[rank], group: rank > 0 && all[rank - 1].under === choice.under ? null : choice.under,
  }));
  const [again, out] = words.otherwise.map(([key, label, group]) => ({
    key, label: data.texts[label], group: group === undefined ? null : data.texts[group], act: home,
  }));
  let body = [];
  if (failed) body = NO_SEARCH.map(([kind, text]) => ({ kind, text }));
  else if (hits.length === 0) body = readBlocks(words.none_found);
  else if (hits.some(({ sign }) => sign)) body = [{ kind: 'note', text: glued(words.emergencies) }];
  else if (!hits[0].sure) body = [{ kind: 'note', text: glued(words.unsure) }];
  return {
    trail: [words.trail],
    body,
    question: hits.length === 0 ? words.none_fits : words.which_fits,
    help: words.help,
    choices: [...offers, wordsChoice(again, search), out],
  };
}
