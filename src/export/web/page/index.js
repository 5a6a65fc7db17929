// From the texts by which démarches are known to an index: made when words are first searched.

// The stem of a word that says nothing.
const EMPTY = -1;
const { NAME, HALF_CENTRAL, UNTOLD, SENTENCE, EVERYDAY, SELDOM } = data.parameters;
// What a sign tells: a right that stops, a person who suffers, a life in danger.
const [LOSS, DISTRESS, DANGER] = [1, 2, 3];

function buildIndex(data, search) {
  // A question, its answer, the words of the answer, and whether it decides.
  const impliedOf = ([question, answer, texte, decides]) => [...[question, answer, texte].map((text) => data.texts[text]), decides];
  const { phrases, signs } = gather(data, search);
  const entries = search.entries.map(({ tree, node, ways, danger }) => ({
    tree,
    danger: danger === true,
    node,
    operateur: data.trees[tree].operateur,
    whose: data.trees[tree].operateur,
    urgent: data.words.categories[data.trees[tree].nodes[node].categorie][0] === 'urgent',
    ways: ways.map((way) => way.map((rank) => impliedOf(search.implied[rank]))),
  }));
  const names = search.names.flatMap(([, names]) => names);
  const [calm, sentences, everyday] = search.danger.slice(3, 6).map((texts) => texts.split('\t'));
  const mute = search.danger[6].split(' ');
  const texts = [phrases.map(({ text }) => text), signs.map(({ text }) => text), names, search.groups.flat(), calm, sentences, everyday, mute];
  const index = vocabulary(texts.flat(), search);
  index.groups = search.groups.map(([name, listed]) => group(index, name, listed));
  index.asks = new Set(search.asks.split(' '));
  index.calm = calm.map((text) => said(index, text));
  const others = search.others.map(([operateur, nom]) => ({ operateur, nom, whose: operateur || nom }));
  Object.assign(index, { entries, phrases, others, all: [...entries, ...others] });
  index.names = search.names.map(([whose, names]) => ({
    whose,
    stems: names.map((name) => stemsOf(index, name)).filter((stems) => stems.length > 0),
  }));
  const times = new Map();
  signs.forEach(({ text }) => times.set(text, (times.get(text) || 0) + 1));
  const wide = (tells) => ({ stem }) => tells === LOSS || index.wide.has(index.families[stem]);
  index.signs = signs
    .map((sign) => ({
      ...sign,
      words: said(index, sign.text).map((word) => ({ ...word, wide: wide(sign.tells)(word) })),
      own: sign.entry !== null && times.get(sign.text) === 1,
    }))
    .filter((sign) => sign.words.length > 0);
  layOut(index);
  learnDanger(index, sentences, everyday, mute);
  return index;
}

// The texts of every démarche, and its signs of urgency.
function gather(data, search) {
  const phrases = [];
  const signs = [];
  const list = (texts) => (texts === '' ? [] : texts.split('\t'));
  const [grave, distress] = search.danger.slice(0, 2).map(list);
  const danger = [...grave.map((text) => [text, DANGER]), ...distress.map((text) => [text, DISTRESS])];
  const tellsOf = new Map([...danger].reverse());
  search.entries.forEach(({ told, signs: listed, danger: serves }, entry) => {
    const add = (text, about = phrases.length) => phrases.push({ entry, about, text }) - 1;
    for (const item of told) {
      if (typeof item === 'string') list(item).forEach((text) => add(text));
      else if (typeof item === 'number') add(data.texts[item]);
      else {
        const about = add(data.texts[item[0]]);
        list(item[1]).forEach((text) => add(text, about));
      }
    }
    list(listed || '').forEach((text) => {
      signs.push({ entry, text, tells: serves ? DISTRESS : tellsOf.get(text) || LOSS });
    });
  });
  search.others.forEach(([, , texts], rank) => list(texts).forEach((text) => {
    phrases.push({ entry: search.entries.length + rank, about: phrases.length, text });
  }));
  danger.forEach(([text, tells]) => signs.push({ entry: null, text, tells }));
  return { phrases, signs };
}

// The words of all the texts and of the lexicon, with their stems and families.
function vocabulary(texts, search) {
  const familyOf = new Map();
  search.families.forEach((stems, rank) => stems.split(' ').forEach((stem) => familyOf.set(stem, rank)));
  // Words whose usual stem is of another family keep a stem of their own: « mariage » has that of « mari ».
  const stemIn = (word) => (familyOf.has(`${word}=`) ? `${word}=` : stem(word));
  const known = new Map();
  for (const text of texts) for (const word of wordsOf(text)) if (!known.has(word)) known.set(word, stemIn(word));
  for (const stem of familyOf.keys()) if (stem.endsWith('=')) known.set(stem.slice(0, -1), stem);
  for (const word of search.empty.split(' ')) known.set(word, null);
  // A group of such words is called as they are.
  for (const [name, listed] of search.groups) {
    if (wordsOf(listed).slice(1).every((word) => known.get(word) === null)) known.set(name, null);
  }
  const short = search.short.split(' ');
  for (let at = 0; at + 1 < short.length; at += 2) {
    if (!known.has(short[at])) known.set(short[at], known.has(short[at + 1]) ? known.get(short[at + 1]) : stemIn(short[at + 1]));
  }
  const stems = new Map();
  const all = [...new Set([...[...known.values()].filter((stem) => stem !== null), ...familyOf.keys()])].sort();
  all.forEach((stem, rank) => stems.set(stem, rank));
  let next = search.families.length;
  const families = all.map((stem) => (familyOf.has(stem) ? familyOf.get(stem) : (next += 1)));
  const words = [...known.keys()].sort().map((word) => {
    // A letter by itself says nothing.
    const stem = word.length > 1 && known.get(word) !== null ? stems.get(known.get(word)) : EMPTY;
    return { word, stem, letters: letters(word) };
  });
  const rankOf = new Map(words.map(({ word }, rank) => [word, rank]));
  const wide = new Set(search.danger[2].split(' ').map((word) => familyOf.get(stemIn(word))));
  return { words, rankOf, stems, families, wide };
}

// The stems of a text, those that say something, in order.
function stemsOf(index, text) {
  const found = wordsOf(text).map((word) => index.words[index.rankOf.get(word)]);
  return found.filter((word) => word && word.stem !== EMPTY).map((word) => word.stem);
}

// The words of a group: the ranks of their stems, or of the words where they have none.
function group(index, name, listed) {
  const at = index.rankOf.get(name);
  const small = index.words[at].stem === EMPTY;
  const of = (rank) => (small ? rank : index.words[rank].stem);
  return { name: of(at), small, members: new Set(wordsOf(listed).map((word) => of(index.rankOf.get(word)))) };
}

// The words of a sign that say something, with the small words right around them: « en finir » is not « finir ».
function said(index, text) {
  let smalls = [null, null];
  const found = [];
  for (const word of wordsOf(text)) {
    const at = index.rankOf.get(word);
    if (at === undefined) continue;
    const { stem } = index.words[at];
    const last = found[found.length - 1];
    if (stem === EMPTY) {
      smalls = [at, smalls[0]];
      if (last) hearAfter(last.before, at);
    } else {
      // What stands between two words is told by the second.
      if (last) last.before = [null, null];
      found.push({ stem, after: smalls, before: [null, null] });
      smalls = [null, null];
    }
  }
  return found;
}

// Adds a word without a stem that comes right after another, if there is room.
function hearAfter(after, small) {
  const free = after.indexOf(null);
  if (free >= 0) after[free] = small;
}

// Weighs the phrases, and lays their stems out by family.
function layOut(index) {
  // By family, the stems of each phrase, each once.
  const mentions = new Map();
  index.phrases.forEach(({ text }, phrase) => {
    for (const stem of new Set(stemsOf(index, text))) {
      const family = index.families[stem];
      if (!mentions.has(family)) mentions.set(family, []);
      mentions.get(family).push({ phrase, stem, weight: 0 });
    }
  });
  const names = new Map(index.names.map(({ whose, stems }) => [
    whose, new Set(stems.flat().map((stem) => index.families[stem])),
  ]));
  // The fewer démarches tell a family, the more its stems say. The root keeps the rarest words, which are often
  // accidents, from deciding alone.
  const told = new Map();
  for (const [family, listed] of mentions) {
    told.set(family, new Set(listed.map(({ phrase }) => index.phrases[phrase].entry)).size);
  }
  const says = (family) => (told.has(family) ? Math.sqrt(Math.log(1 + index.all.length / told.get(family))) : UNTOLD);
  index.weights = index.families.map(says);
  const norms = index.phrases.map(() => 0);
  for (const [family, listed] of mentions) {
    // In how many phrases of each entry the family is told.
    const times = new Map();
    for (const phrase of new Set(listed.map((mention) => mention.phrase))) {
      const { entry } = index.phrases[phrase];
      times.set(entry, (times.get(entry) || 0) + 1);
    }
    const longest = new Map();
    for (const mention of listed) {
      const { entry } = index.phrases[mention.phrase];
      const count = times.get(entry);
      const central = (count / (count + HALF_CENTRAL)) * (1 + HALF_CENTRAL);
      // Within an opérateur its name tells nothing apart; whoever else it may be for has one entry.
      const own = entry < index.entries.length && names.get(index.entries[entry].operateur);
      mention.weight = index.weights[mention.stem] * central * (own && own.has(family) ? NAME : 1);
      longest.set(mention.phrase, Math.max(longest.get(mention.phrase) || 0, mention.weight));
    }
    for (const [phrase, weight] of longest) norms[phrase] += weight * weight;
  }
  index.mentions = mentions;
  index.phrases.forEach((phrase, rank) => { phrase.norm = Math.sqrt(norms[rank]); });
}

// What each family says of danger: how much oftener people in danger say it than the others.
function learnDanger(index, sentences, everyday, mute) {
  const [grave, calm] = [0, 0].map(() => ({ of: new Map(), all: 0 }));
  const add = (counts, words, times) => {
    const most = new Map();
    for (const [stem, part] of words) {
      const family = index.families[stem];
      most.set(family, Math.max(most.get(family) || 0, part));
    }
    for (const [family, part] of most) counts.of.set(family, (counts.of.get(family) || 0) + times * part);
    counts.all += times;
  };
  const whole = (text) => stemsOf(index, text).map((stem) => [stem, 1]);
  for (const { tells, words } of index.signs) {
    if (tells >= DISTRESS) add(grave, words.flatMap(({ stem }) => standsForAll(index, stem)), 1);
  }
  sentences.forEach((text) => add(grave, whole(text), SENTENCE));
  index.phrases.forEach(({ text }) => add(calm, whole(text), 1));
  everyday.forEach((text) => add(calm, whole(text), EVERYDAY));
  const rate = ({ of, all }, family) => ((of.get(family) || 0) + SELDOM) / (all + SELDOM);
  const families = new Set([...grave.of.keys(), ...calm.of.keys()]);
  index.alarms = new Map([...families].map((family) => [family, Math.log(rate(grave, family) / rate(calm, family))]));
  // How many and since when is told by everybody.
  const numbers = [...index.stems].filter(([stem]) => /^\d+$/.test(stem)).map(([, rank]) => rank);
  [...mute.flatMap((word) => stemsOf(index, word)), ...numbers].forEach((stem) => index.alarms.set(index.families[stem], 0));
}

// The stems that a word of a sign may be, each with its part.
function standsForAll(index, stem) {
  const group = index.groups.find(({ small, name }) => !small && name === stem);
  if (!group) return [[stem, 1]];
  return [...group.members].filter((member) => member !== EMPTY).map((member) => [member, 1 / Math.sqrt(group.members.size)]);
}
