// Chats as people have them: a phone's export, or JSON. What is more than that goes to the server as it is.

const ANDROID = /^\u200e?(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? .{3,20}?) - ([\s\S]*)$/;
const IOS = /^\u200e?\[(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? [^\]]{3,20})\] ([\s\S]*)$/;
const MEDIA = /^(\u200e)?(<.*(omitted|ausente|oculto).*>|(image|video|audio|sticker|GIF|document) omitted)$/i;

/**
 * @returns {messages, participants, me, title, left} where `left` counts lines that are no messages, or null where the
 *     text is neither
 */
export function readChat(text) {
  const trimmed = text.trim();
  return /^[[{]/.test(trimmed) && !IOS.test(trimmed.split('\n', 1)[0]) ? readJson(trimmed) : readExport(trimmed);
}

function readJson(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const scenes = Array.isArray(json) ? json : json.scenes ?? json.messages;
  if (!Array.isArray(scenes)) {
    return null;
  }
  const messages = scenes.filter((scene) => typeof scene?.from === 'string' && typeof scene.text === 'string')
    .map(({ from, text: said }) => ({ from, text: said }));
  if (messages.length === 0) {
    return null;
  }
  const named = (Array.isArray(json) ? [] : json.participants ?? []).map((one) => (typeof one === 'string' ? one : one?.name)).filter(Boolean);
  const participants = [...new Set([...named, ...messages.map((message) => message.from)])];
  const to = scenes.find((scene) => typeof scene?.to === 'string')?.to;
  if (to && !participants.includes(to)) {
    participants.push(to);
  }
  return { messages, participants, me: json.me ?? to ?? participants.at(-1), title: Array.isArray(json) ? null : json.title ?? null, left: scenes.length - messages.length };
}

function readExport(text) {
  const found = [];
  let left = 0;
  for (const line of text.split(/\r?\n/)) {
    const match = ANDROID.exec(line) || IOS.exec(line);
    if (!match) {
      const last = found.at(-1);
      if (last) {
        last.text += `\n${line}`;
      }
      continue;
    }
    const said = /^([^:\n]{1,60}): ([\s\S]*)$/.exec(match[2]);
    if (said) {
      found.push({ from: said[1].replace(/\u200e/g, '').trim(), text: said[2].replace(/\u200e/g, '') });
    } else {
      left++;
      found.push(null);
    }
  }
  const messages = found.filter(Boolean).map(({ from, text: said }) => ({ from, text: said.trim() }))
    .filter((message) => {
      const none = message.text === '' || MEDIA.test(message.text);
      left += none ? 1 : 0;
      return !none;
    });
  if (messages.length === 0) {
    return null;
  }
  const participants = [...new Set(messages.map((message) => message.from))];
  return { messages, participants, me: participants.at(-1), title: null, left };
}
