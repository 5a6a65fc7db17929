// The pages of the guide, each made of where the conversation is. What a choice does is told by the guide.

for (const tree of data.trees) {
  tree.questions = tree.questions.map(([id, texte, aide, reponses, fact]) => ({
    fact: fact === 1,
    id: data.texts[id],
    texte: data.texts[texte],
    aide: aide === null ? null : data.texts[aide],
    reponses: reponses.map(([id, texte, out]) => ({ id: data.texts[id], texte: data.texts[texte], out: out === 1 })),
  }));
  tree.endings = new Map(tree.endings.map(([place, parts, neighbours, next, mistake, signalement]) => [
    place.join(), { parts, neighbours, next, mistake, signalement },
  ]));
}

// The key of the way out of a list.
const WAY_OUT = '0';

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

// The choice that takes words: a form in its place, with those that were sought.
function wordsChoice({ label, group }, search, sought = '') {
  const submit = (event) => {
    event.preventDefault();
    search(event.target.querySelector('input').value);
  };
  // Nothing of what is typed may leave: no completion, and no spelling that a browser would check elsewhere.
  const input = element('input', {
    type: 'search', autocomplete: 'off', autocorrect: 'off', autocapitalize: 'none', spellcheck: 'false',
    maxlength: '2000', 'aria-keyshortcuts': 'm', enterkeyhint: 'search',
    required: true, pattern: '.*\\S.*', title: data.page.words_first,
  });
  input.value = sought;
  const show = () => element('form', { role: 'search', submit },
    element('label', {}, element('kbd', { 'aria-hidden': 'true' }, 'm'), element('span', {}, glued(label)), input),
    element('button', {}, data.page.search));
  const act = () => {
    input.focus();
    input.select();
  };
  return { key: 'm', label, group, show, act };
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
    mark: markOf(question, kept, leadingHere(interview)),
  };
  question.reponses.forEach(({ id, out }, rank) => {
    page.choices[rank].answer = id;
    if (out) page.choices[rank].key = WAY_OUT;
  });
  page.sigles = newSigles(interview, page);
  return page;
}

// Said after the label of an answer: its rank, and that it was given before, or where it leads.
function markOf({ reponses }, kept, leading) {
  const rankOf = (wanted) => reponses.findIndex(({ id }) => id === wanted);
  if (kept) return [rankOf(kept.reponse), kept.implied ? data.words.deduced : data.words.kept];
  return leading === null ? null : [rankOf(leading), data.words.leads];
}

// What is looked for and what it implies, as long as an answer may lead to it.
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
  const says = (text, words) => ` ${text.toLowerCase().replace(/[^\p{Alphabetic}\p{N}+-]+/gu, ' ')} `.includes(` ${words} `);
  const met = (words) => here.some((text) => says(text, words)) && !before.some((text) => says(text, words));
  const explained = data.words.lexique.filter(([words]) => met(words));
  const spelt = tree.sigles.filter(([sigle]) => inAny(here, sigle) && !inAny(before, sigle));
  return [...spelt, ...explained].map(([, line]) => data.texts[line]);
}

// The first page: words first, then the urgency, then the opérateurs, those without a table apart.
function homePage(search, acts) {
  const home = readyPage(data.home, acts);
  const [urgence, words] = home.choices;
  const operateurs = home.choices.slice(data.before).map((choice, rank) => ({
    ...choice, named: true, look: data.operateurs[rank].tree === null ? 'without' : 'operateurs',
  }));
  if (operateurs[0].look === 'operateurs') operateurs[0].group = home.question;
  const choices = [wordsChoice({ ...words, group: null }, search), { ...urgence, named: true, look: 'urgent' }, ...operateurs];
  return { ...home, question: data.words.home, help: null, choices };
}

// The page without the choice that ends: « Effacer » is on every screen.
function withoutEnd(page) {
  return { ...page, choices: page.choices.filter(({ act }) => act !== undefined) };
}

// How much is recalled of what was sought.
const SHOWN = 80;

// What was found, to choose from, and what must be known before a choice.
function resultsPage({ matches, gravest }, sought, { toward, unsupplied, urgences, out, search }) {
  const words = data.words.results;
  const danger = gravest >= DISTRESS;
  const urgent = matches.some(({ sign }) => sign);
  const first = matches.find(({ sign }) => !sign);
  const nobody = first && first.other && first.other.operateur === null ? first.other.nom : null;
  const unsure = nobody === null && first && !first.sure;
  const offer = (hit, rank) => {
    const inDanger = matches.slice(0, rank).every(({ sign }) => sign) ? words.danger : words.danger_too;
    const { titre, categorie } = data.trees[hit.entry.tree].nodes[hit.entry.node];
    const { nom } = data.trees[hit.entry.tree];
    const about = hit.about.replace(/^« *([^«»]*?) *»$/, '$1');
    const near = about === '' || about === data.texts[titre] ? null : fill(words.why_near, about);
    return {
      label: fill(words.label, data.texts[titre], nom, data.words.categories[categorie][1].replace(/ /g, '\u00a0')),
      detail: hit.sign ? words.why_sign : near,
      under: hit.sign ? (danger ? inDanger : words.sign) : (unsure && urgent ? words.near_unsure : words.near),
      look: hit.sign ? 'urgent' : null,
      act: () => toward(hit),
    };
  };
  const offers = matches.flatMap((found, rank) => {
    if (found.entry) return [offer(found, rank)];
    const operateur = data.operateurs.find(({ id }) => id === found.other.operateur);
    const under = unsure && urgent ? words.near_unsure : words.near;
    return operateur ? [{ label: operateur.nom, detail: words.unsupplied, under, act: () => unsupplied(operateur) }] : [];
  }).map((choice, rank, all) => ({
    ...choice, key: data.words.keys[rank], group: rank > 0 && all[rank - 1].under === choice.under ? null : choice.under,
  }));
  const [again, none] = words.otherwise.map(([key, label, group]) => ({
    key, label: data.texts[label], group: group === undefined ? null : data.texts[group], act: out,
  }));
  // Nothing turns a person in danger away from the signs of urgency: whom else the words may be for comes after them.
  if (nobody !== null && urgent) again.group = fill(words.beside, nobody);
  const urgence = { ...readyPage(data.home, [urgences]).choices[0], look: 'urgent' };
  const note = (text) => ({ kind: 'note', text: glued(text) });
  const nothing = offers.length === 0;
  const body = nothing ? [{ kind: 'title', text: sought.trim() === '' ? words.no_words : words.none }] : [];
  if (danger) body.push(note(words.emergencies));
  if (nobody !== null && !urgent) body.push(note(fill(words.neighbour, nobody)));
  else if (unsure && !urgent) body.push(note(words.unsure));
  if (nothing) body.push(...readBlocks(words.none_found));
  return {
    trail: [words.trail, `« ${sought.length > SHOWN ? `${sought.slice(0, SHOWN)}…` : sought} »`],
    body,
    question: nothing ? words.none_fits : words.which_fits,
    help: words.help,
    choices: [...offers, ...(nothing ? [urgence] : []), wordsChoice(again, search, sought), none],
  };
}
