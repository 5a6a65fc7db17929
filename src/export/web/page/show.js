// From a page to elements: headings, lists, buttons. Nothing here knows what a page is about.

// Kinds of block, as they stand in the data.
const KINDS = ['title', 'heading', 'text', 'bullet', 'subBullet', 'step', 'note', 'verbatim'];

// An element with these properties, attributes and children; what is null is left out.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(attribute, value);
    else if (value !== null && value !== false) made.setAttribute(attribute, value === true ? '' : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null));
  return made;
}

// French typography wants some spaces unbreakable, and so do numbers.
function glued(text) {
  return text.replace(/ (?=[?!:;»])/g, '\u00a0').replace(/« /g, '«\u00a0').replace(/(\d) (?=\d|€)/g, '$1\u00a0');
}

const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(2000, month, 1).toLocaleDateString('fr', { month: 'long' }));

// What was checked when the page was made may be old when it is read: this is told on the day itself.
function aged(text) {
  const { local, months, old } = data.words.aging;
  const told = text.startsWith(local) && / (\d+)(?:er)? (\p{L}+) (\d{4}) \(/u.exec(text);
  if (!told) return text;
  const fresh = new Date(Number(told[3]), MONTHS.indexOf(told[2]) + months, Number(told[1]) + 1);
  return new Date() < fresh ? text : `${text} ${old}`;
}

// What a sheet says: numbers in base 36, each a text and its kind.
function readBlocks(numbers) {
  return numbers.split(' ').filter((digits) => digits !== '').map((digits) => {
    const number = parseInt(digits, 36);
    const kind = number % 16;
    const text = glued(aged(data.texts[Math.floor(number / 16)]));
    return kind < KINDS.length ? { kind: KINDS[kind], text } : { kind: 'category', text, of: kind - KINDS.length };
  });
}

// The elements of a page. What it is about takes the focus: the numbers that save, the title of what is read, or the
// question where nothing is.
function showPage(page) {
  const titled = page.body.some(({ kind }) => kind === 'title');
  const question = heading(titled ? 'h2' : 'h1', page.question);
  const body = showBlocks(page.body);
  const { trail, after = [], tools = [], rest = [], sigles = [] } = page;
  const help = page.help ? details(data.page.help, element('p', {}, linked(glued(page.help)))) : null;
  if (help) help.classList.add('help');
  return [
    ...(trail.length > 0 ? [element('p', { class: 'trail' }, glued(trail.join(' > ')))] : []),
    ...(titled ? body : [question, ...body]),
    ...after,
    element('div', { class: titled ? 'asked apart' : 'asked' }, titled ? question : null, help,
      tools.length > 0 ? element('div', { class: 'tools' }, tools) : null, showChoices(page)),
    ...(rest.length > 0 ? [element('div', { class: 'rest' }, rest)] : []),
    ...(sigles.length > 0 ? [element('ul', { class: 'sigles' }, sigles.map(item))] : []),
  ];
}

function heading(name, ...children) {
  const parts = children.map((child) => (typeof child === 'string' ? glued(child) : child));
  return element(name, name === 'h1' ? { tabindex: '-1' } : {}, parts);
}

function item(text) {
  return element('li', {}, linked(glued(text)));
}

// What is read of a page: the numbers that save, then the category and the title, which are one heading, then what
// stands between them and all the rest.
function showBlocks(blocks) {
  const shown = [];
  const verdict = blocks.findIndex(({ kind }) => kind === 'category');
  if (verdict > 0) shown.push(saving(blocks.slice(0, verdict)));
  const rest = blocks.slice(Math.max(verdict, 0));
  const end = rest.findIndex(({ kind }) => kind === 'title');
  if (end >= 0) {
    const [category, ...before] = rest.splice(0, end + 1);
    const title = before.pop() || category;
    const badge = title === category ? null : element('span', { class: `category c${category.of}` }, category.text);
    shown.push(heading('h1', ...(badge ? [badge, ' '] : []), element('span', { class: 'title' }, title.text)));
    rest.unshift(...before);
  }
  // Who acts is the verdict.
  if (end >= 0 && verdict >= 0 && rest[0].kind === 'text') shown.push(element('p', { class: 'who' }, linked(rest.shift().text)));
  return [...shown, ...showRest(rest)];
}

// The numbers that save, before anything else.
function saving([{ text }, ...numbers]) {
  return element('div', { class: 'note danger', role: 'group', tabindex: '-1' },
    element('p', {}, element('b', {}, linked(text))), element('ul', {}, numbers.map((number) => item(number.text))));
}

// Paragraphs, headings and lists; what stands under an item is a list of its own.
function showRest(rest) {
  const shown = [];
  let list = null;
  for (const { kind, text } of rest) {
    const name = { step: 'ol', bullet: 'ul', subBullet: 'ul' }[kind];
    if (!name) {
      list = null;
      const plain = { heading: 'h2', verbatim: 'code' }[kind] || 'p';
      shown.push(element(plain, { class: classOf(kind, text) }, kind === 'heading' ? text : linked(text)));
    } else if (kind === 'subBullet' && list && list.lastElementChild) {
      const above = list.lastElementChild;
      if (!above.querySelector('ul')) above.append(element('ul'));
      above.querySelector('ul').append(item(text));
    } else {
      if (!list || list.localName !== name) shown.push(list = element(name));
      list.append(item(text));
    }
  }
  return shown;
}

function classOf(kind, text) {
  if (kind === 'alarm') return 'note alarm';
  if (kind !== 'note') return null;
  return /danger/i.test(text) ? 'note danger' : 'note';
}

// The choices, a list a group; each is a button that says its key.
function showChoices(page) {
  const groups = element('div', { class: 'choices' });
  let list = null;
  page.choices.forEach((choice, rank) => {
    const { group, look = null } = choice;
    if (group) groups.append(heading('h2', group));
    if (group || !list || (list.getAttribute('class') !== look)) groups.append(list = element('ul', { class: look }));
    list.append(element('li', {}, choice.show ? choice.show() : showChoice(page, choice, rank)));
  });
  return groups;
}

function showChoice(page, { key, label, detail, act, named }, rank) {
  const kept = page.kept === rank;
  const mark = page.mark && page.mark[0] === rank ? page.mark[1] : null;
  // What stands before « : » is what is chosen; the rest says what it is.
  const end = named ? label.indexOf(' : ') : -1;
  const name = end < 0 ? glued(label) : [element('b', {}, label.slice(0, end)), glued(label.slice(end))];
  // The second tap of two is for the page before.
  const click = (event) => { if (event.detail < 2) act(); };
  return element('button', { type: 'button', class: kept ? 'kept' : null, 'aria-keyshortcuts': key.trim() || null, click },
    element('kbd', { 'aria-hidden': 'true' }, key),
    element('span', {}, name, mark ? element('em', {}, mark) : null,
      detail ? element('small', {}, glued(detail)) : null));
}
