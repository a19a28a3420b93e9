// A diagram, laid out by Mermaid in the theme's colours, as large as there is room.
import { element } from './dom.js';
import { Unfit, colour, fonts } from './fit.js';
import { heading } from './heading.js';
import mermaid from './mermaid.esm.min.mjs';

const LETTERS = 16; // what Mermaid lays out with, pixels
const EDGE = 2; // what strokes hang over
const LARGEST = 0.044; // of the frame's shorter side
const SMALLEST = 0.0115;

/** What a diagram's own directives must not change: the look is the theme's, and safety is ours. */
const LOCKED = ['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'suppressErrorRendering', 'theme',
  'themeVariables', 'themeCSS', 'fontFamily', 'altFontFamily', 'htmlLabels', 'deterministicIds', 'deterministicIDSeed',
  'dompurifyConfig', 'logLevel', 'layout', 'look', 'handDrawnSeed', 'flowchart'];

export async function build(stage, { source, title }) {
  const box = heading(stage, title);
  await fonts();
  const room = box.getBoundingClientRect();
  start();
  const drawings = [];
  for (const text of [source, turned(source)]) {
    if (text) {
      drawings.push(await render(text, drawings.length));
    }
  }
  const best = drawings.reduce((a, b) => scale(b, room) > 1.25 * scale(a, room) ? b : a);
  show(best, stage, box, room);
}

function start() {
  const seen = random(20240229);
  Math.random = seen; // Mermaid makes up names by chance; the same source must give the same picture
  const [ink, ground, line, muted] = ['--ink', '--ground', '--line', '--muted'].map(colour);
  const tints = [1, 2, 3, 4, 5, 6].map(number => colour(`--tint-${number}`));
  const series = [1, 2, 3, 4, 5, 6].map(number => colour(`--series-${number}`));
  const dark = getComputedStyle(document.documentElement).getPropertyValue('--scheme').trim() === 'dark';
  const numbered = (name, colours, from, count) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}${i + from}`, colours[i % colours.length]]));
  mermaid.initialize({
    startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true, secure: LOCKED,
    maxTextSize: 20000, maxEdges: 200, deterministicIds: true, deterministicIDSeed: 'board', htmlLabels: false,
    logLevel: 'fatal', fontFamily: getComputedStyle(document.body).fontFamily, fontSize: LETTERS, theme: 'base',
    themeVariables: {
      darkMode: dark, fontSize: `${LETTERS}px`, fontFamily: getComputedStyle(document.body).fontFamily,
      background: ground, textColor: ink, titleColor: ink,
      primaryColor: tints[0], primaryTextColor: ink, primaryBorderColor: series[0],
      secondaryColor: tints[1], secondaryTextColor: ink, secondaryBorderColor: series[1],
      tertiaryColor: tints[2], tertiaryTextColor: ink, tertiaryBorderColor: series[2],
      mainBkg: tints[0], nodeBorder: series[0], lineColor: muted, edgeLabelBackground: ground,
      clusterBkg: colour('--surface'), clusterBorder: line,
      noteBkgColor: tints[2], noteTextColor: ink, noteBorderColor: series[2],
      actorBkg: tints[0], actorBorder: series[0], actorTextColor: ink, actorLineColor: line, signalColor: ink,
      signalTextColor: ink, labelBoxBkgColor: tints[1], labelBoxBorderColor: series[1], labelTextColor: ink,
      loopTextColor: ink, activationBkgColor: tints[1], activationBorderColor: series[1], sequenceNumberColor: ground,
      classText: ink, relationColor: muted, relationLabelColor: ink, attributeBackgroundColorOdd: tints[0],
      attributeBackgroundColorEven: colour('--surface'), transitionColor: muted, specialStateColor: series[0],
      altBackground: colour('--surface'), gridColor: line, sectionBkgColor: tints[0], altSectionBkgColor: ground,
      sectionBkgColor2: tints[1], taskBkgColor: series[0], taskBorderColor: series[0], taskTextColor: ground,
      taskTextLightColor: ground, taskTextDarkColor: ink, taskTextOutsideColor: ink, taskTextClickableColor: ground,
      activeTaskBkgColor: series[1], activeTaskBorderColor: series[1], doneTaskBkgColor: line, doneTaskBorderColor: line,
      critBkgColor: series[3], critBorderColor: series[3], todayLineColor: 'transparent',
      pieStrokeColor: ground, pieOuterStrokeColor: ground, pieTitleTextColor: ink, pieSectionTextColor: ground,
      pieLegendTextColor: ink, pieOpacity: 1,
      ...numbered('pie', series, 1, 12), ...numbered('cScale', series, 0, 12), ...numbered('cScaleLabel', [ground], 0, 12),
      ...numbered('git', series, 0, 8), ...numbered('gitBranchLabel', [ground], 0, 8), ...numbered('fillType', tints, 0, 8),
      commitLabelColor: ink, commitLabelBackground: colour('--surface'),
      quadrant1Fill: tints[0], quadrant2Fill: tints[1], quadrant3Fill: tints[2], quadrant4Fill: tints[3],
      quadrantPointFill: series[0], quadrantPointTextFill: ink, quadrantTitleFill: ink,
      xyChart: { backgroundColor: 'transparent', titleColor: ink, xAxisLabelColor: ink, yAxisLabelColor: ink,
        plotColorPalette: series.join(', ') },
    },
    flowchart: { htmlLabels: false, useMaxWidth: false, curve: 'basis', padding: 18, nodeSpacing: 46, rankSpacing: 54 },
  });
}

async function render(source, number) {
  try {
    const { svg } = await mermaid.render(`diagram-${number}`, source);
    const bench = document.createElement('div');
    bench.innerHTML = svg;
    document.body.append(bench);
    const drawn = bench.querySelector('svg');
    const { x, y, width, height } = drawn.getBBox();
    bench.remove();
    if (!(width > 0 && height > 0)) {
      throw new Error('there is nothing in it');
    }
    drawn.setAttribute('viewBox', `${x - EDGE} ${y - EDGE} ${width + 2 * EDGE} ${height + 2 * EDGE}`);
    return { drawn, width: width + 2 * EDGE, height: height + 2 * EDGE };
  } catch (error) {
    throw new Unfit(`the diagram cannot be read: ${reason(error)}`);
  }
}

/** The first two lines of a Mermaid error say where and what; the rest is for programmers. */
function reason(error) {
  const lines = String(error?.message ?? error).split('\n').map(line => line.trim()).filter(Boolean);
  const first = lines[0] ?? 'it is not Mermaid';
  return /on line \d+/.test(first) && lines[1] ? `${first} ${lines[1]}` : first;
}

/** A flowchart that runs the other way, across instead of down or down instead of across; null: it is none. */
function turned(source) {
  const way = /^(\s*(?:flowchart|graph)[ \t]+)(TB|TD|BT|LR|RL)\b/m;
  return way.test(source) ? source.replace(way, (_, start, old) => start + (old === 'LR' || old === 'RL' ? 'TB' : 'LR')) : null;
}

function scale({ width, height }, room) {
  return Math.min(room.width / width, room.height / height);
}

function show({ drawn, width, height }, stage, box, room) {
  const shorter = Math.min(innerWidth, innerHeight);
  const factor = Math.min(scale({ width, height }, room), LARGEST * shorter / LETTERS);
  if (factor * LETTERS < SMALLEST * shorter) {
    throw new Unfit('the diagram is too large to be read in this frame; show fewer parts of it');
  }
  drawn.removeAttribute('style');
  drawn.setAttribute('width', width * factor);
  drawn.setAttribute('height', height * factor);
  const holder = element('div', 'diagram-holder', drawn);
  holder.dataset.layer = 0;
  box.append(holder);
  stage.classList.add('compact');
}

/** Numbers that look like chance and are always the same (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = state + 0x6d2b79f5 | 0;
    let mixed = Math.imul(state ^ state >>> 15, 1 | state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
  };
}
