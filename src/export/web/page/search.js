// Which démarches fit a query, the best first. The program's search says what each number is for.

const {
  MOST, PHRASE, DAMP, RELATIVE, NAMED, AGAIN, LEAST, NEAR_BEST, CONSIDERED, SURE, EQUAL, SAID, TIE, CLOSE, MEANT, UNHEARD, ENOUGH,
  FEW, HALF, RIVAL, PLAIN_WORDS, PLAIN_PHRASE, SECOND, STORY, TOGETHER, FAR, FLOOR, ASKS, REST, APART, CALM_APART, SCALE, OWN, CLEAR, SILENT, MANY, ALARM, TELLING, TOLD_ENOUGH, TOLD_OF,
} = data.parameters;
// What comes before what, whatever fits better.
const TIERS = { likeness: 0, named: 1, sign: 2, distress: 3, danger: 4 };

// What fits what was said, MOST at most, and the gravest thing that a sign told.
function find(index, text) {
  const query = readQuery(index, text);
  const near = nearEntries(index, query);
  const signs = signsHeard(index, query);
  const named = namedIn(index, query);
  const toldOf = signs.gravest > 0 ? toldOfIn(index, query, signs.ofDanger) : new Map();
  const scored = score(index, named, near, signs, toldOf).sort((a, b) => order(b, a) || a.at - b.at);
  return { matches: matches(index, query, named, best(index, scored), near, signs.hunch), gravest: signs.gravest };
}

function order(one, other) {
  return one.tier - other.tier || one.score - other.score;
}

function isSign({ tier }) {
  return tier !== TIERS.likeness && tier !== TIERS.named;
}

// Whom the words name, an opérateur or a neighbour, and what the name says.
function namedIn(index, query) {
  const named = new Map();
  for (const [whose, stems] of namesSaid(index, query.tokens)) {
    named.set(whose, Math.max(named.get(whose) || 0, ...stems.map((stem) => index.weights[stem])));
  }
  return named;
}

// The names that were said, each with its stems.
function namesSaid(index, tokens) {
  // A name is said as it is, its words in a row: « actualiser » is no « changer » here.
  const is = (token, stem) => token !== undefined && token.stems.some(([said]) => said === stem);
  const says = (name) => tokens.some((_, start) => name.every((stem, at) => is(tokens[start + at], stem)));
  return index.names.flatMap(({ whose, stems }) =>
    stems.filter(says).map((name) => [whose, name]));
}

// How near each entry is to the query, by its phrases.
function nearEntries(index, query) {
  const nearest = index.all.map(() => ({ told: 0, words: 0, known: 0, phrase: 0, best: 0, second: 0 }));
  weigh(index, query.distinct, query.norm, query.unknown).forEach((near, at) => { nearest[at] = near; });
  if (query.distinct.length >= STORY) nearestOfStory(index, query, nearest);
  return nearest;
}

// What is told in a few clauses, which have little to do with the others.
function nearestOfStory(index, query, nearest) {
  const clauses = [...new Set(query.distinct.map(({ clause }) => clause))];
  const all = nearest.map(() => ({ known: 0, phrase: 0 }));
  const parts = [];
  clauses.forEach((_, start) => {
    for (let length = 1; length <= TOGETHER && start + length <= clauses.length; length += 1) {
      parts.push(clauses.slice(start, start + length));
    }
  });
  // What is wanted and the fact that it hangs on may stand far from each other.
  const far = clauses.flatMap((one, at) => clauses.slice(at + 2).map((other) => [one, other]));
  for (const here of [...parts, ...far.slice(0, FAR)]) {
    const part = query.distinct.filter(({ clause }) => here.includes(clause));
    const said = part.reduce((sum, { weight }) => sum + weight * weight, 0);
    const times = here.some((clause) => query.asks.has(clause)) ? ASKS : 1;
    weigh(index, part, Math.max(Math.sqrt(said), FLOOR), 0).forEach((near, at) => {
      const more = { ...near, known: times * near.known, phrase: times * near.phrase };
      if (here.length === 1) {
        all[at].known += more.known;
        all[at].phrase += more.phrase;
      }
      if (more.known + more.phrase > nearest[at].known + nearest[at].phrase) nearest[at] = more;
    });
  }
  nearest.forEach((near, at) => {
    near.known += REST * Math.max(all[at].known - near.known, 0);
    near.phrase += REST * Math.max(all[at].phrase - near.phrase, 0);
  });
}

// How near the entries are to some words, as long as this, among so many that nobody knows: those that share one.
function weigh(index, tokens, norm, unknown) {
  const phrases = new Map();
  const near = new Map();
  const asked = tokens.filter(({ name }) => !name).length + unknown;
  for (const token of tokens) {
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
        if (!near.has(entry)) near.set(entry, { told: 0, words: 0, known: 0, phrase: 0, best: 0, second: 0, all: 0 });
        phrases.set(mention.phrase, (phrases.get(mention.phrase) || 0) + more(toPhrase, mention.phrase, gain));
        const one = near.get(entry);
        const first = !toEntry.has(entry);
        const gained = more(toEntry, entry, gain);
        one.all += gained;
        if (!token.name) {
          one.words += first ? 1 : 0;
          one.told += gained;
        }
      }
    }
  }
  for (const at of [...phrases.keys()].sort((one, other) => one - other)) {
    const { norm: length, entry } = index.phrases[at];
    const likeness = phrases.get(at) / (norm * Math.sqrt(length * length + DAMP));
    const one = near.get(entry);
    if (likeness > one.phrase) Object.assign(one, { phrase: likeness, best: at, second: one.phrase });
    else one.second = Math.max(one.second, likeness);
  }
  for (const one of near.values()) {
    one.words /= Math.max(asked, 1);
    one.known = one.all / (norm * norm);
    one.phrase += SECOND * (one.second - one.phrase);
  }
  return near;
}

// What the words tell of each opérateur, those at some places left out.
function toldOfIn(index, query, but) {
  const toldOf = new Map();
  const heard = new Set();
  query.tokens.forEach(({ stems: [[stem]], weight }, place) => {
    const family = index.families[stem];
    if (but.has(place) || heard.has(family)) return;
    heard.add(family);
    const operateur = operateurOf(index, family);
    if (operateur) toldOf.set(operateur, (toldOf.get(operateur) || 0) + weight);
  });
  return toldOf;
}

// The opérateur that a family is mostly said of, if there is one.
function operateurOf(index, family) {
  let all = 0;
  const parts = new Map();
  for (const { phrase, weight } of index.mentions.get(family) || []) {
    all += weight;
    const { entry } = index.phrases[phrase];
    const { operateur } = index.all[entry];
    if (entry < index.entries.length) parts.set(operateur, (parts.get(operateur) || 0) + weight);
  }
  const told = [...parts].find(([, part]) => part >= TELLING * all && part >= TOLD_ENOUGH);
  return told && told[0];
}

function score(index, named, near, signs, toldOf) {
  const likenesses = index.all.map(({ whose, urgent }, at) => {
    const likeness = PHRASE * near[at].phrase + (1 - PHRASE) * near[at].known;
    const unheard = urgent && !signs.strengths.has(at);
    return (named.has(whose) ? NAMED : 1) * (unheard ? UNHEARD : 1) * likeness;
  });
  // A sign that several opérateurs share is rather that of the one which comes nearest.
  const nearest = new Map();
  index.entries.forEach(({ operateur, urgent }, at) => {
    nearest.set(operateur, Math.max(nearest.get(operateur) || 0, urgent ? 0 : likenesses[at]));
  });
  // Whom the words name by the rarest name is whom they are for, unless they ask for something else.
  const most = Math.max(0, ...likenesses);
  const rarest = Math.max(0, ...index.entries.map(({ operateur }) => named.get(operateur) || 0));
  const isNamed = ({ whose }, at) =>
    at >= index.entries.length && likenesses[at] >= MEANT * most && (named.get(whose) || 0) > rarest;
  // What stops at somebody else, whom the words name and fit better, is no urgency of another.
  // The name of an opérateur makes its démarches more alike; without it, near is enough.
  const elsewhere = (rarest > 0 ? 1 : MEANT) * Math.max(0, ...likenesses.slice(index.entries.length));
  const isElsewhere =
    signs.gravest === LOSS && index.others.some(({ whose }) => (named.get(whose) || 0) > rarest);
  return index.all.flatMap((entry, at) => {
    const likeness = likenesses[at];
    const strength = isElsewhere && likeness < elsewhere ? undefined : signs.strengths.get(at);
    let tier = TIERS.likeness;
    if (strength !== undefined) {
      if (signs.gravest === DANGER && entry.danger) tier = TIERS.danger;
      else tier = signs.gravest >= DISTRESS ? TIERS.distress : TIERS.sign;
    } else if (isNamed(entry, at)) tier = TIERS.named;
    else if (likeness < LEAST) return [];
    const worth = strength === undefined ? likeness
      : likeness + strength + nearest.get(entry.operateur) + TOLD_OF * (toldOf.get(entry.operateur) || 0);
    return [{ at, score: worth / (1 + worth), tier }];
  });
}

// By entry, what the strongest of its signs says; and the gravest thing that was told.
function signsHeard(index, query) {
  const stems = query.tokens.flatMap(({ stems, groups }) => [...stems.map(([stem]) => stem), ...groups]);
  const families = new Set(stems.map((stem) => index.families[stem]));
  // Most signs have a word that was not said at all.
  const allSaid = (words) => words.every(({ stem }) => families.has(index.families[stem]));
  const calm = new Set();
  for (const words of index.calm.filter(allSaid)) {
    query.tokens.forEach(({ statement }, start) => {
      // « Mon dossier est bloqué » calms nothing of « je veux mourir et … ».
      const heard = heardFrom(start, index, query, words) || [];
      if (heard.every((place) => query.tokens[place].statement === statement)) heard.forEach((place) => calm.add(place));
    });
  }
  const strengths = new Map();
  const ofDanger = new Set();
  const serving = index.entries.flatMap(({ danger }, at) => (danger ? [at] : []));
  let gravest = 0;
  const isStory = query.distinct.length >= STORY;
  for (const { entry, tells, words, own } of index.signs) {
    // A story of many words tells of tears and of worries beside what is asked.
    if (isStory && tells === DISTRESS && words.length < FEW) continue;
    const places = allSaid(words) && firstHeard(index, query, words, calm);
    if (!places) continue;
    if (tells >= DISTRESS) places.forEach((place) => ofDanger.add(place));
    const strength = (words.reduce((sum, { stem }) => sum + index.weights[stem], 0) / SCALE) * (own ? OWN : 1);
    gravest = Math.max(gravest, tells);
    for (const at of entry === null ? serving : [entry]) strengths.set(at, Math.max(strengths.get(at) || 0, strength));
  }
  let hunch = false;
  if (gravest < DISTRESS && query.distinct.length < STORY) {
    const said = alarm(index, query, calm);
    if (said >= ALARM) {
      [gravest, hunch] = [DISTRESS, true];
      for (const at of serving) strengths.set(at, said / SCALE);
    }
  }
  return { strengths, gravest, hunch, ofDanger };
}

// What the words of the sentence that says most of danger say of it.
function alarm(index, query, calm) {
  const sentences = new Map();
  query.tokens.forEach(({ stems: [[stem, sure]], sentence }, place) => {
    if (!sentences.has(sentence)) sentences.set(sentence, { heard: new Set(), sum: 0 });
    const one = sentences.get(sentence);
    const family = index.families[stem];
    if (!one.heard.has(family) && !calm.has(place)) one.sum += sure * (index.alarms.get(family) || 0);
    one.heard.add(family);
  });
  const many = [...sentences.values()].filter(({ heard }) => heard.size >= MANY);
  return Math.max(0, ...many.map(({ heard, sum }) => sum / Math.sqrt(heard.size + SILENT)));
}

// Where all the words of a sign were first said near each other.
function firstHeard(index, query, words, calm) {
  for (let start = 0; start < query.tokens.length; start += 1) {
    const places = heardFrom(start, index, query, words, calm);
    if (places) return places;
  }
  return null;
}

// Where all the words of a sign were said near each other from a place on: in any order, by words that are not calm. What
// calms is heard closer together, and in its order, by any words.
function heardFrom(start, index, query, words, calm) {
  const { sentence } = query.tokens[start];
  const end = Math.min(query.tokens.length, start + words.length + (calm ? APART : CALM_APART));
  const places = [];
  for (const word of words) {
    let place = !calm && places.length > 0 ? places[places.length - 1] + 1 : start;
    const fits = () => query.tokens[place].sentence === sentence && !(calm && calm.has(place))
      && !places.includes(place) && says(index, query.tokens[place], word);
    while (place < end && !fits()) place += 1;
    if (place === end) return null;
    places.push(place);
  }
  return places;
}

function says(index, token, { stem, wide, after, before }) {
  const standsFor = (wanted, heard) => wanted === heard
    || index.groups.some(({ small, name, members }) => small && name === wanted && members.has(heard));
  const small = (wanted, heard) => wanted === null || (heard !== null && standsFor(wanted, heard));
  const same = (one, other) => one === other || index.families[one] === index.families[other];
  const smalls = (wanted, heard) => wanted.every((one, at) => small(one, heard[at]));
  return smalls(after, token.after) && smalls(before, token.before)
    && (token.groups.includes(stem) || token.stems.some(([said, sure]) =>
      isClear(sure, token.stems) && (wide ? same(said, stem) : said === stem)));
}

// Whether it is sure enough that this word was meant, and no other that is as near.
function isClear(sure, stems) {
  return sure >= 1 || (sure >= CLEAR && stems.length === 1);
}

// The groups of which a word is one, by their names.
function groupsOf(index, stems) {
  const isOf = ({ members }) => stems.some(([stem, sure]) => isClear(sure, stems) && members.has(stem));
  return index.groups.filter(({ small }) => !small).filter(isOf).map(({ name }) => name);
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
    const operateur = ({ at }) => index.all[at].operateur;
    const after = scored.map((one) => {
      const again = shown.filter((other) => operateur(other) === operateur(one)).length;
      return { ...one, score: one.score * AGAIN ** again };
    });
    const place = after.reduce((best, one, place) => (order(one, after[best]) > 0 ? place : best), 0);
    const next = after[place];
    const first = shown.find((first) => isSign(first) === isSign(next));
    if (next.tier < TIERS.distress && next.score < NEAR_BEST * (first ? first.score : 0)) break;
    scored.splice(place, 1);
    // Somebody else is only worth naming where nothing fits clearly better.
    if (next.at < index.entries.length || next.score >= CLOSE * (first ? first.score : 0)) shown.push(next);
  }
  bringUpWhatIsAsked(index, shown);
  return shown;
}

// In danger, what is asked beside it comes right after the first urgency, not after that of every opérateur.
function bringUpWhatIsAsked(index, shown) {
  if (shown.length === 0 || shown[0].tier < TIERS.distress) return;
  const asked = shown.findIndex((one) => !isSign(one) && one.at < index.entries.length && one.score >= SURE);
  if (asked > 0) shown.splice(1, 0, ...shown.splice(asked, 1));
}

// Whether an opérateur may be meant: where the words name some, one of those; else the nearest, where no other comes near.
function meantIn(index, named, best) {
  const plain = best.filter((one) => one.at < index.entries.length && !isSign(one));
  const near = plain.filter(({ score }) => score >= RIVAL * plain[0].score);
  const nearest = new Set(near.map(({ at }) => index.all[at].operateur));
  return (operateur) => (named.size === 0 ? nearest.size < 2 : named.has(operateur));
}

function matches(index, query, named, best, near, hunch) {
  const isMeant = meantIn(index, named, best);
  const highest = (scored) => Math.max(0, ...scored.map(({ score }) => score));
  const isOther = ({ at }) => at >= index.entries.length;
  const [other, demarche] = [highest(best.filter(isOther)), highest(best.filter((one) => !isOther(one)))];
  const neighbour = highest(best.filter((one) => isOther(one) && !index.all[one.at].operateur));
  const aboutOf = ({ at }) => {
    const { phrase, best } = near[at];
    return phrase > 0 ? index.phrases[index.phrases[best].about].text : '';
  };
  const ways = best.map((one) => (isOther(one) ? [] : wayTo(index, query, index.all[one.at], aboutOf(one))));
  return best.map(({ at, score, tier }, rank) => {
    if (at >= index.entries.length) {
      const nearest = CLOSE * score >= demarche && score >= neighbour;
      return { other: index.all[at], sign: false, sure: tier === TIERS.named || (score >= SURE && nearest) };
    }
    const entry = index.entries[at];
    // Two démarches of an opérateur that come near each other are told apart by their question.
    const tied = ways.filter((_, other) =>
      other !== rank && index.all[best[other].at].operateur === entry.operateur && best[other].score >= TIE * score);
    const kept = Math.min(ways[rank].length, ...tied.map((other) => untilApart(ways[rank], other)));
    // An urgency is not sure where no sign told it.
    const heard = isSign({ tier }) && !hunch;
    const alone = named.has(entry.operateur) && !isSign({ tier }) ? withoutName(score) : score;
    const sure = (heard && tier >= TIERS.distress)
      || (alone >= SURE && CLOSE * score >= other && near[at].told >= ENOUGH && near[at].words > HALF
        && (isSign({ tier }) || isMeant(entry.operateur)) && (heard || !entry.urgent));
    // A guess implies no answer: all is asked.
    return { entry, way: sure ? impliedBy(near[at], ways[rank].slice(0, kept)) : [], about: aboutOf({ at }), sign: isSign({ tier }), sure };
  });
}

// The score of what the words would fit without the name of its opérateur.
function withoutName(score) {
  const worth = score / (1 - score) / NAMED;
  return worth / (1 + worth);
}

// A way without the answer that decides, unless the words say it plainly.
function impliedBy({ words, phrase }, way) {
  const plain = words >= PLAIN_WORDS && phrase >= PLAIN_PHRASE;
  const [, , , decides] = way[way.length - 1] || [];
  return decides && !plain ? way.slice(0, -1) : way;
}

// How many answers of a way come before the question that tells it from another.
function untilApart(way, other) {
  const apart = way.findIndex(([question, answer]) => other.some(([asked, given]) => asked === question && given !== answer));
  return apart < 0 ? way.length : apart;
}

// Of the ways to a démarche, the one whose answers are nearest to what was said and to the request that it was taken
// for; of equals, what they share: between them nothing was said.
function wayTo(index, query, entry, about) {
  const meant = new Set(stemsOf(index, about).map((stem) => index.families[stem]));
  const fit = (way) => way.flatMap(([, , texte]) => stemsOf(index, texte)).reduce((sum, stem) => {
    const said = query.tokens.some((token) => means(index, token, stem)) ? SAID : 0;
    return sum + (said + (meant.has(index.families[stem]) ? 1 : 0)) * index.weights[stem];
  }, 0);
  const worths = entry.ways.map(fit);
  const most = Math.max(0, ...worths);
  const [way = [], ...others] = entry.ways.filter((_, at) => worths[at] >= most - EQUAL);
  return way.slice(0, Math.min(way.length, ...others.map((other) => shared(way, other))));
}

// With how many answers both begin.
function shared(way, other) {
  const apart = way.findIndex(([question, answer], at) => !other[at] || other[at][0] !== question || other[at][1] !== answer);
  return apart < 0 ? way.length : apart;
}
