// The conversation: where it is, what lies behind, and the keys. All of it lives in this tab, and nowhere else.

const HOME = { name: 'home' };
let here = HOME;
let behind = [];
let page = null;
// The screens seen, by the number that the browser's history keeps: its Back and Forward show them again. A page that is
// loaded again takes numbers that the one before has not used.
let seen = new Map();
let number = ((window.history.state || {}).number || 0) + 1;

const main = document.querySelector('main');
const notice = document.getElementById('annonce');
const shortcuts = document.getElementById('touches');

function enter(place) {
  // The start is the start: nothing lies behind it but where one just was.
  behind = place === HOME ? [here] : [...behind, here];
  go(place);
}

function go(place) {
  here = place;
  number += 1;
  remember((state) => window.history.pushState(state, ''));
  show();
}

function remember(write) {
  seen.set(number, { here, behind });
  try {
    write({ number });
  } catch {
    // A browser may refuse: its Back then leaves the page, and nothing else changes.
  }
}

function back() {
  const before = here.name === 'interview' ? earlier(here.interview) : null;
  if (before) go({ name: 'interview', interview: before });
  else if (behind.length > 0 || here !== HOME) {
    const place = behind.length > 0 ? behind[behind.length - 1] : HOME;
    behind = behind.slice(0, -1);
    go(place);
  }
}

// Nothing stays of what was answered, searched or seen.
function erase() {
  here = HOME;
  behind = [];
  seen = new Map();
  number += 1;
  remember((state) => window.history.replaceState(state, ''));
  show();
  say(data.page.erased);
}

function answer(interview, id) {
  const next = answered(interview, id);
  // The browser's Back finds this question again with its answer.
  seen.set(number, { here: { name: 'interview', interview: rewound(next, interview.path.length) }, behind });
  go({ name: 'interview', interview: next });
}

function search(words) {
  const place = { name: 'results', found: lookFor(words), words };
  if (here.name === 'results' || here.name === 'search') go(place);
  else enter(place);
}

let index = null;

// What is searched, made the first time.
function theIndex() {
  if (index === null) index = buildIndex(data, unpacked('recherche'));
  return index;
}

// What the words lead to.
function lookFor(words) {
  return find(theIndex(), words);
}

function enterOperateur(operateur) {
  enter(operateur.tree === null
    ? { name: 'unsupplied', operateur }
    : { name: 'interview', interview: startInterview(data.trees[operateur.tree]) });
}

function enterUrgence([rank, id]) {
  const interview = startInterview(data.trees[rank]);
  // Where something is asked before the urgency, it is asked first.
  const first = asked(interview);
  const there = first !== null && first.id === interview.tree.urgence;
  enter({ name: 'interview', interview: there ? answered(interview, id) : interview });
}

// A row that touches this one: what was asked of this usager is not asked again, but where the row is urgent.
function enterNeighbour({ tree, path }, [rank, node]) {
  const there = data.trees[rank];
  const { ways } = theIndex().entries.find((entry) => entry.tree === rank && entry.node === node) || { ways: [] };
  const same = there === tree && there.nodes[node].categorie !== URGENT;
  const calm = path.filter(({ question, reponse }) => same && question.id === tree.urgence && reponse.out);
  const implied = [...calm.map(({ question, reponse }) => [question.id, reponse.id]), ...(ways[0] || [])];
  enter({ name: 'interview', interview: interviewToward(there, node, implied) });
}

const PAGES = {
  home: () => homePage(search, [COMMANDS.u, null, ...data.operateurs.map((one) => () => enterOperateur(one))]),
  urgences: () => readyPage(data.urgences, [...data.leads.map((lead) => () => enterUrgence(lead)), () => enter(HOME)]),
  elsewhere: () => {
    const page = readyPage(data.elsewhere, [null, () => enter(HOME)]);
    const [words, out] = page.choices;
    return { ...page, choices: [wordsChoice(words, search), out] };
  },
  unsupplied: ({ operateur }) => withoutEnd(readyPage(operateur.page, [() => enter(HOME)])),
  search: () => {
    const words = homePage(search, []).choices[0];
    return { trail: [data.words.results.trail], body: [], question: words.label, help: null, choices: [words] };
  },
  results: ({ found, words }) => resultsPage(found, words, {
    toward: ({ entry, way }) => {
      const tree = data.trees[entry.tree];
      enter({ name: 'interview', interview: interviewToward(tree, entry.node, way) });
    },
    unsupplied: (operateur) => enter({ name: 'unsupplied', operateur }),
    urgences: COMMANDS.u,
    out: () => enter({ name: 'elsewhere' }),
    search,
  }),
  interview: ({ interview }) => {
    if (asked(interview) === null) {
      return outcomePage(interview, {
        c: () => enter({ name: 'signalement', interview }),
        e: () => enter({ name: 'elsewhere' }),
        a: () => enter(HOME),
        change: (rank) => go({ name: 'interview', interview: rewound(interview, rank) }),
        open: (place) => enterNeighbour(interview, place),
      });
    }
    const page = questionPage(interview);
    const sought = urgenceSought(interview);
    const { to } = interview.tree.nodes[interview.position.asks];
    page.choices.forEach((choice, rank) => {
      const { answer: id, key } = choice;
      if (sought !== null && to[rank] === sought) choice.look = 'urgent';
      // One tap by habit must not lose an urgency that was sought.
      choice.act = sought !== null && key === WAY_OUT ? () => enter({ name: 'setAside', interview, id }) : () => answer(interview, id);
    });
    return page;
  },
  setAside: ({ interview, id }) => {
    const page = readyPage(data.set_aside, [back, () => {
      behind = behind.slice(0, -1);
      answer(interview, id);
    }]);
    return { ...page, body: soughtBlocks(interview).slice(0, 1) };
  },
  signalement: ({ interview }) => signalementPage(interview, back),
};

// Once words told of a danger, the numbers that save stay on each screen, until the start.
function inDanger() {
  const since = behind.slice(behind.lastIndexOf(HOME) + 1);
  return here !== HOME && [here, ...since].some(({ found }) => found !== undefined && found.gravest >= DISTRESS);
}

// A page with these numbers, where it does not say them.
function withNumbers(made) {
  const says = made.body.some(({ text }) => text.includes('3114'));
  return says || !inDanger() ? made : { ...made, body: [{ kind: 'note', text: glued(data.words.results.emergencies) }, ...made.body] };
}

// Shows where the conversation is. The focus goes to what the screen is about, and a reader starts there.
function show(focus = true) {
  page = withNumbers(PAGES[here.name](here));
  main.replaceChildren(...showPage(page));
  main.dataset.screen = here.name;
  document.getElementById('retour').disabled = here === HOME && behind.length === 0;
  // The field of these screens leads, and its button says the same.
  document.getElementById('chercher').hidden = here === HOME || here.name === 'search';
  if (!focus) return;
  // On a low screen, or enlarged as much, what is new would be below the commands.
  if (window.innerHeight < 480) main.scrollIntoView();
  else window.scrollTo(0, 0);
  (here.name === 'search' ? main.querySelector('input') : main.querySelector('[tabindex]')).focus({ preventScroll: true });
  const kept = typeof page.kept === 'number' ? page.choices[page.kept] : null;
  say(kept ? `${kept.label}${page.mark[1]}` : '');
}

// Says a thing to whoever listens.
function say(text) {
  notice.textContent = text;
}

// The help of this screen, or that of the keys.
function help() {
  const details = helps();
  details.open = !details.open;
  details.querySelector('summary').focus();
}

function helps() {
  return main.querySelector('.help') || document.querySelector('.touches');
}

// « r » closes the help of a question before it leaves the question.
function backOrShut() {
  const own = main.querySelector('.help');
  if (own && own.open) help();
  else back();
}

function words() {
  const choice = page.choices.find(({ key }) => key === 'm');
  if (choice) choice.act();
  else enter({ name: 'search' });
}

const COMMANDS = {
  r: backOrShut,
  escape: () => { if (helps().open) help(); },
  u: () => { if (here.name !== 'urgences') enter({ name: 'urgences' }); },
  m: words,
  d: erase,
  '?': help,
};

// In milliseconds.
const DOUBLE_TAP = 500;
let lastKey = { key: null, at: 0 };

// A key alone acts, unless keys are switched off or something is being typed.
function press(event) {
  if (!shortcuts.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (event.target.matches('input:not([type=checkbox]), textarea, select')) {
    lastKey = { key: null, at: 0 };
    return;
  }
  // On a French keyboard, the row of digits gives « & é " » without Shift.
  const digit = /^Digit(\d)$/.exec(event.code);
  const key = digit ? digit[1] : event.key.toLowerCase();
  const choice = key === ' ' ? undefined : page.choices.find((choice) => choice.key === key);
  const act = choice ? choice.act : COMMANDS[key];
  if (!act) return;
  event.preventDefault();
  // A double tap answers once: the same key, so soon, was not meant for the next page.
  const again = key === lastKey.key && event.timeStamp - lastKey.at < DOUBLE_TAP;
  if (again) return;
  lastKey = { key, at: event.timeStamp };
  act();
}

for (const button of document.querySelectorAll('[data-touche]')) {
  button.addEventListener('click', button.dataset.touche === 'r' ? back : COMMANDS[button.dataset.touche]);
}
document.addEventListener('keydown', press);
shortcuts.addEventListener('change', () => { document.body.classList.toggle('sans-touches', !shortcuts.checked); });
window.addEventListener('popstate', ({ state }) => {
  const known = state && seen.get(state.number);
  if (known) ({ here, behind } = known);
  else [here, behind] = [HOME, []];
  if (known) ({ number } = state);
  show();
});
// A page that the browser kept aside comes back empty.
window.addEventListener('pageshow', ({ persisted }) => { if (persisted) erase(); });
// Nothing is stored: an interview that is left is lost. A number that is called and an address that is written to leave
// nothing, though some browsers take them for it.
const CALLING = 1000;
let pressed = -CALLING;
document.addEventListener('click', ({ target, timeStamp }) => { if (target.closest('a')) pressed = timeStamp; });
window.addEventListener('beforeunload', (event) => {
  const begun = ({ interview }) => interview !== undefined && interview.path.some(({ implied }) => !implied);
  if (event.timeStamp - pressed > CALLING && [here, ...behind].some(begun)) event.preventDefault();
});

document.getElementById('pied').append(...data.footer.map((text) => element('p', {}, glued(text))));
document.body.classList.add('prete');
remember((state) => window.history.replaceState(state, ''));
show(false);
