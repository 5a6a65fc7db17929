// Texts to be pasted elsewhere.

// A button that copies what `text` gives when it is pressed, and says that it did.
function copyButton(label, text) {
  const button = element('button', { type: 'button', class: 'copy', click: async () => {
    const copied = await copy(text());
    button.textContent = copied ? data.page.copied : glued(data.page.not_copied);
    notice.textContent = button.textContent;
    setTimeout(() => { button.textContent = label; }, 2500);
  } }, label);
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // An older way, for a browser that refuses it to a file.
    const field = element('textarea', { readonly: true });
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied;
  }
}

// Blocks as plain text, a line each.
function plainText(blocks) {
  let step = 0;
  const lines = blocks.map(({ kind, text }) => {
    step = kind === 'step' ? step + 1 : kind === 'subBullet' ? step : 0;
    const before = { step: `${step}. `, bullet: '- ', subBullet: '   - ', heading: '\n', title: '' }[kind] || '';
    return before + text;
  });
  return `${lines.join('\n').replace(/\u00a0/g, ' ')}\n`;
}
