// Which démarches fit a query, the best first. The program's search says what each number is for.

const {
  MOST, PHRASE, DAMP, WHOLE, EXACT, RELATIVE, NAMED, AGAIN, LEAST, LEAST_ELSEWHERE, NEAR_BEST, CONSIDERED, SURE,
  APART, SCALE, OWN,
} = data.parameters;

// The démarches that fit what was said, five at most, and the ids of the opérateurs that were named.
function find(index, text) {
  const query = readQuery(index, text);
  const named = namedIn(index, query);
  const near = nearEntries(index, query);
  const scored = score(index, query, near, named).sort((a, b) => order(b, a) || a.at - b.at);
  const hits = best(index, scored).map((scored) => hit(index, query, scored, near[scored.at]));
  return { hits, named };
}

function order(one, other) {
  return Number(one.sign !== null) - Number(other.sign !== null) || one.score - other.score;
}

function namedIn(index, query) {
  // A name is said as it is: « actualiser » is no « changer » here.
  const says = (stem) => query.tokens.some((token) => token.stems.some(([said]) => said === stem));
  return index.names.filter(({ stems }) => stems.some((name) => name.every(says))).map(({ operateur }) => operateur);
}

// How near each entry is to the query, by its phrases.
function nearEntries(index, query) {
  const near = index.entries.map(() => ({ known: 0, phrase: 0, best: 0 }));
  const phrases = index.phrases.map(() => 0);
  for (const token of query.distinct) {
    // What this token gave to each phrase and to each entry: the most that one of its stems gives.
    const toPhrase = new Map();
    const toEntry = new Map();
    const more = (given, key, gain) => {
      const before = given.get(key) || 0;
      given.set(key, Math.max(before, gain));
      return Math.max(gain - before, 0);
    };
    for (const [stem, sure] of token.stems) {
      for (const mention of index.mentions.get(index.families[stem]) || []) {
        const gain = index.weights[stem] * sure * mention.weight * (mention.stem === stem ? 1 : RELATIVE);
        const { entry } = index.phrases[mention.phrase];
        phrases[mention.phrase] += more(toPhrase, mention.phrase, gain);
        near[entry].known += more(toEntry, entry, gain);
      }
    }
  }
  phrases.forEach((gained, at) => {
    if (gained <= 0) return;
    const { norm, entry } = index.phrases[at];
    const whole = gained > WHOLE * query.norm * norm;
    const likeness = gained / (query.norm * Math.sqrt(norm * norm + DAMP)) + (whole ? EXACT : 0);
    if (likeness > near[entry].phrase) Object.assign(near[entry], { phrase: likeness, best: at });
  });
  for (const entry of near) if (entry.known > 0) entry.known /= query.norm * query.norm;
  return near;
}

function score(index, query, near, named) {
  const signs = signsHeard(index, query);
  const elsewhere = named.length > 0 && !index.entries.some((entry) => named.includes(entry.operateur));
  const least = elsewhere ? LEAST_ELSEWHERE : LEAST;
  const likenesses = index.entries.map(({ operateur }, at) => {
    const likeness = PHRASE * near[at].phrase + (1 - PHRASE) * near[at].known;
    return named.includes(operateur) ? NAMED * likeness : likeness;
  });
  // A sign that several opérateurs share is rather that of the one which comes nearest.
  const nearest = new Map();
  index.entries.forEach(({ operateur, urgent }, at) => {
    nearest.set(operateur, Math.max(nearest.get(operateur) || 0, urgent ? 0 : likenesses[at]));
  });
  return likenesses.flatMap((likeness, at) => {
    const heard = signs.get(at);
    if (!heard && likeness < least) return [];
    const worth = heard ? likeness + heard.strength + nearest.get(index.entries[at].operateur) : likeness;
    return [{ at, score: worth / (1 + worth), sign: heard ? heard.text : null }];
  });
}

// By entry, the strongest of its signs that were heard.
function signsHeard(index, query) {
  const families = new Set(query.tokens.flatMap(({ stems }) => stems.map(([stem]) => index.families[stem])));
  const found = new Map();
  for (const { entry, text, words, own } of index.signs) {
    // Most signs have a word that was not said at all.
    if (!words.every(({ stem }) => families.has(index.families[stem])) || !heard(index, query, words)) continue;
    const strength = (words.reduce((sum, { stem }) => sum + index.weights[stem], 0) / SCALE) * (own ? OWN : 1);
    const known = found.get(entry);
    if (!known || known.strength < strength) found.set(entry, { strength, text });
  }
  return found;
}

// Whether all the words of a sign were said, near each other, in any order.
function heard(index, query, words) {
  const small = (wanted, heard) => wanted === null || wanted === heard;
  const says = (token, { stem, after, before }) =>
    small(after, token.after) && small(before, token.before) && means(index, token, stem);
  return query.tokens.some((_, start) => {
    const near = query.tokens.slice(start, start + words.length + APART);
    return words.every((word) => near.some((token) => says(token, word)));
  });
}

// Whether a word of the query may mean a stem, or one of its family.
function means(index, token, stem) {
  return token.stems.some(([said]) => index.families[said] === index.families[stem]);
}

// The first of them, best first; those of other opérateurs are preferred to more of the same.
function best(index, all) {
  // Beyond these, whatever is preferred cannot come in any more.
  const scored = all.slice(0, CONSIDERED * MOST);
  const shown = [];
  while (shown.length < MOST && scored.length > 0) {
    const operateur = ({ at }) => index.entries[at].operateur;
    const after = scored.map((one) => {
      const again = shown.filter((other) => operateur(other) === operateur(one)).length;
      return { ...one, score: one.score * AGAIN ** again };
    });
    const place = after.reduce((best, one, place) => (order(one, after[best]) > 0 ? place : best), 0);
    const next = after[place];
    const first = shown.find((first) => (first.sign !== null) === (next.sign !== null));
    if (next.score < NEAR_BEST * (first ? first.score : 0)) break;
    scored.splice(place, 1);
    shown.push(next);
  }
  return shown;
}

function hit(index, query, { at, score, sign }, near) {
  const phrase = near.phrase > 0 ? index.phrases[near.best] : null;
  const entry = index.entries[at];
  const way = wayTo(index, query, entry, phrase ? index.phrases[phrase.about].text : '');
  const text = phrase ? phrase.text : '';
  return { entry, way, sign: sign !== null, near: sign === null ? text : sign, sure: sign !== null || score >= SURE };
}

// Of the ways to a démarche, the one whose answers are nearest to what was said and to the request that it was taken
// for; the first of equals, which is the order of the tree.
function wayTo(index, query, entry, about) {
  const meant = new Set(stemsOf(index, about).map((stem) => index.families[stem]));
  const fit = (way) => way.flatMap(([, , texte]) => stemsOf(index, texte)).reduce((sum, stem) => {
    const said = query.tokens.some((token) => means(index, token, stem)) ? 1 : 0;
    return sum + (said + (meant.has(index.families[stem]) ? 2 : 0)) * index.weights[stem];
  }, 0);
  let [nearest, most] = [[], -1];
  for (const way of entry.ways) {
    const worth = fit(way);
    if (worth > most) [nearest, most] = [way, worth];
  }
  return nearest;
}
