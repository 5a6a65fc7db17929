// What can be called, written to or opened, in a text: it takes the form of a link where it is read.

const LINKS = new RegExp([
  String.raw`https?:\/\/[^\s»),;]*[^\s»),;.]`,
  String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
  String.raw`(?:[\w-]+\.)+(?:fr|org|eu|com|net)(?![\w-])`,
  // Ten digits, or the four of a short number; not an amount.
  String.raw`(?:\+33[ \u00a0]?|0)\d(?:[ \u00a0]?\d){7,8}(?!\d)`,
  String.raw`3\d[ \u00a0]?\d\d(?![ \u00a0]?[\d€])`,
].join('|'), 'gi');
// The numbers that save, where a text speaks of danger; 114 takes messages.
const SAVING = /(?:11[2459]|1[578])(?![ \u00a0]?\d)/g;
const BY_MESSAGE = '114';

// The nodes of a text, with its links.
function linked(text) {
  const found = [...text.matchAll(LINKS), ...(/danger/i.test(text) ? text.matchAll(SAVING) : [])];
  const nodes = [];
  let end = 0;
  for (const { 0: said, index } of found.sort((one, other) => one.index - other.index)) {
    // What follows a digit is the rest of another number.
    if (index < end || (/^[\d+]/.test(said) && /\d[ \u00a0]?$/.test(text.slice(0, index)))) continue;
    nodes.push(text.slice(end, index), link(said));
    end = index + said.length;
  }
  return [...nodes, text.slice(end)];
}

function link(said) {
  if (/^[\d+]/.test(said) && !said.includes('.')) {
    const number = said.replace(/[ \u00a0]/g, '');
    return element('a', { href: `${number === BY_MESSAGE ? 'sms' : 'tel'}:${number}` }, said);
  }
  if (said.includes('@')) return element('a', { href: `mailto:${said}` }, said);
  const address = /^https?:/i.test(said) ? said : `https://${said.toLowerCase()}`;
  // Beside the guide, not in its place.
  return element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, said);
}
