// One page, no build step: X-rays go to the server one after the other, come back as picture and heat map, and stay in this page.
const $ = id => document.getElementById(id);
const entries = [];
const view = { current: null, compared: null, opacity: 0.6, level: 128, window: 255, zoom: 1, x: 0, y: 0 };
const mostTries = 20;
let model = null;

// a number and its per cent sign stay on one line
const percent = value => `${(100 * value).toFixed(1)}\u00a0%`;
const bytesOf = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// the colours of the library's own heat maps: even steps of lightness and hue in Oklab
const colors = Array.from({ length: 256 }, (_, i) => {
  const s = i / 255, lightness = 0.42 + 0.52 * s, hue = (-60 + 165 * s) * Math.PI / 180;
  const a = 0.19 * Math.cos(hue), b = 0.19 * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const n = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3;
  const encode = v => Math.round(255 * Math.min(1, Math.max(0, v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)));
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * n),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * n),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * n),
  ];
});

async function loadModel() {
  try {
    const response = await fetch('api/model');
    if (!response.ok) throw new Error(`status ${response.status}`);
    model = await response.json();
    const loaded = new Date(model.loadedAt).toLocaleString();
    $('model').textContent = `Model ${model.name}, version ${model.version}, loaded ${loaded}; ${model.classNames.join(', ')}.`;
    $('research').textContent = model.researchUseOnly;
  } catch (e) {
    $('model').textContent = `The server does not tell its model (${e.message}).`;
  }
}

function fail(name, sentence) {
  $('errors').append(make('p', { textContent: `${name}: ${sentence}` }));
}

const wait = seconds => new Promise(done => setTimeout(done, 1000 * seconds));

async function ask(address, file) {
  for (let tries = 1; ; tries++) {
    const response = await fetch(address, { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' } });
    if (response.ok) return response.json();
    if ((response.status === 503 || response.status === 429) && tries < mostTries) {
      await wait(Number(response.headers.get('Retry-After')) || 1);
      continue;
    }
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? problem.title ?? `the server answers with status ${response.status}.`);
  }
}

async function score(files) {
  $('errors').replaceChildren();
  let done = 0;
  for (const file of files) {
    $('status').textContent = files.length > 1 ? `Looking at ${file.name} (${done + 1} of ${files.length}) …` : `Looking at ${file.name} …`;
    try {
      const answer = await ask('api/explain?side=768', file);
      entries.unshift(await entryOf(file.name, answer));
      show(entries[0]);
    } catch (e) {
      fail(file.name, e.message);
    }
    done++;
  }
  $('status').textContent = '';
  if (view.current) $('result-title').focus({ preventScroll: false });
}

async function entryOf(name, answer) {
  const image = new Image();
  image.src = `data:image/png;base64,${answer.picture}`;
  await image.decode();
  const canvas = make('canvas', { width: answer.width, height: answer.height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const shown = context.getImageData(0, 0, answer.width, answer.height).data;
  const gray = new Uint8Array(answer.width * answer.height);
  for (let i = 0; i < gray.length; i++) gray[i] = shown[4 * i];
  return { name, ...answer, gray, map: bytesOf(answer.map), time: new Date() };
}

// window and level on the gray, then the map over it
function render(entry) {
  const pixels = new ImageData(entry.width, entry.height);
  const low = view.level - view.window / 2;
  const table = Uint8ClampedArray.from({ length: 256 }, (_, i) => 255 * (i - low) / view.window);
  for (let i = 0; i < entry.gray.length; i++) {
    const gray = table[entry.gray[i]], strength = entry.map[i], color = colors[strength];
    const opacity = view.opacity * (strength / 255) ** 1.5;
    pixels.data[4 * i] = gray + (color[0] - gray) * opacity;
    pixels.data[4 * i + 1] = gray + (color[1] - gray) * opacity;
    pixels.data[4 * i + 2] = gray + (color[2] - gray) * opacity;
    pixels.data[4 * i + 3] = 255;
  }
  const canvas = make('canvas', { width: entry.width, height: entry.height });
  canvas.getContext('2d').putImageData(pixels, 0, 0);
  return canvas;
}

function draw(canvas, entry) {
  const side = Math.round(Math.max(64, canvas.clientWidth) * (window.devicePixelRatio || 1));
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d');
  const scale = side / Math.max(entry.width, entry.height) * view.zoom;
  context.imageSmoothingQuality = 'high';
  context.drawImage(render(entry), (side - entry.width * scale) / 2 + view.x * side, (side - entry.height * scale) / 2 + view.y * side,
    entry.width * scale, entry.height * scale);
}

let isPlanned = false;
function redraw() {
  if (isPlanned) return;
  isPlanned = true;
  requestAnimationFrame(() => {
    isPlanned = false;
    if (view.current) draw($('picture'), view.current);
    if (view.compared) draw($('compared-picture'), view.compared);
    for (const tool of ['opacity', 'level', 'window', 'zoom']) {
      document.querySelector(`output[for=${tool}]`).textContent = tool === 'opacity' || tool === 'zoom' ? `${$(tool).value} %` : $(tool).value;
    }
  });
}

const sentence = entry => `${entry.name}: ${entry.prediction.label}, ${percent(entry.prediction.probability)}`;

const setSentence = ({ labels, level }, label) => {
  const isSure = labels.length === 1 && labels[0] === label;
  const says = labels.length === 0 ? 'The model is unsure: no label is likely enough.'
    : isSure ? `The model is sure by its own standard: its prediction set is ${label} alone.`
    : `The model is unsure: this image may be ${labels.join(' or ')}.`;
  return `${says} Prediction sets hold the true label of ${percent(level)} of each class, among images like those that the model was made with.`;
};

function show(entry) {
  view.current = entry;
  const prediction = entry.prediction;
  $('result').hidden = $('history').hidden = false;
  $('label').textContent = `${prediction.label} (${percent(prediction.probability)})`;
  $('picture').setAttribute('aria-label', `X-ray with heat map. ${sentence(entry)}`);
  $('picture-caption').textContent = `${entry.name}; the map shows what speaks for ${entry.label} (${entry.method}).`;
  $('probabilities').replaceChildren(...Object.entries(prediction.probabilities).map(([name, value]) => make('div', {},
    make('dt', { textContent: name }),
    make('dd', {}, make('span', { textContent: percent(value) }), make('meter', { min: 0, max: 1, value, ariaLabel: `Probability of ${name}` })))));
  $('threshold').textContent = prediction.positiveLabel
    ? `The label is ${prediction.positiveLabel} from a probability of ${percent(prediction.threshold)} on.` : 'The label is the most probable class.';
  $('set').hidden = !prediction.set;
  $('set').textContent = prediction.set ? setSentence(prediction.set, prediction.label) : '';
  $('guard').hidden = !prediction.guard || prediction.guard.isAccepted;
  $('guard').textContent = prediction.guard?.reason ? `This does not look like the images that the model knows: ${prediction.guard.reason}.` : '';
  $('no-guard').hidden = !prediction.noGuard;
  $('no-guard').textContent = prediction.noGuard ?? '';
  $('map-note').textContent = entry.centralShare === null ? 'No place speaks for this label: the map is empty.'
    : `${percent(entry.centralShare)} of the map lies in the central area (an even map: 64 %). A map shows where the model looks, not whether that is right.`;
  $('research-result').textContent = prediction.researchUseOnly;
  showHistory();
  redraw();
}

function compare(entry) {
  view.compared = view.compared === entry ? null : entry;
  $('compared').hidden = view.compared === null;
  if (view.compared) {
    $('compared-caption').textContent = `Compared: ${sentence(entry)}`;
    $('compared-picture').setAttribute('aria-label', `Compared X-ray. ${sentence(entry)}`);
  }
  showHistory();
  redraw();
}

function showHistory() {
  $('earlier').replaceChildren(...entries.map(entry => {
    const thumbnail = make('canvas', { width: 96, height: 96, ariaHidden: 'true' });
    const scale = 96 / Math.max(entry.width, entry.height);
    thumbnail.getContext('2d').drawImage(render(entry), (96 - entry.width * scale) / 2, (96 - entry.height * scale) / 2, entry.width * scale, entry.height * scale);
    const item = make('li', {}, thumbnail,
      make('p', { textContent: entry.name }),
      make('p', { textContent: `${entry.prediction.label} ${percent(entry.prediction.probability)}, ${entry.time.toLocaleTimeString()}` }),
      make('p', { className: 'acts' },
        make('button', { type: 'button', className: 'plain', textContent: 'Show', ariaLabel: `Show ${entry.name}`, onclick: () => show(entry) }),
        make('button', { type: 'button', className: 'plain', textContent: 'Compare', ariaLabel: `Compare with ${entry.name}`,
          ariaPressed: String(view.compared === entry), onclick: () => compare(entry) })));
    item.dataset.current = String(entry === view.current);
    return item;
  }));
}

function table(rows) {
  return make('table', {}, make('tbody', {}, ...rows.map(([name, value]) => make('tr', {},
    make('th', { scope: 'row', textContent: name }), make('td', { textContent: value })))));
}

const shownMetrics = ['accuracy', 'sensitivity', 'specificity', 'auroc', 'brier'];

function figures(card) {
  return Object.entries(card.metrics ?? {}).flatMap(([part, { images, values, intervals }]) => shownMetrics
    .filter(name => typeof values?.[name] === 'number')
    .map(name => {
      const interval = intervals?.[name];
      const range = typeof interval?.low === 'number' ? ` (${interval.low.toFixed(3)} to ${interval.high.toFixed(3)})` : '';
      return [`${name}, ${part} (${images} images)`, `${values[name].toFixed(3)}${range}`];
    }));
}

const sentences = (title, all) => [make('h3', { textContent: title }),
  ...all?.length ? all.map(s => make('p', { textContent: s })) : [make('p', { textContent: 'None.' })]];

function showCard() {
  if (!model) return;
  const card = model.card;
  const metrics = figures(card);
  const findings = card.audit?.findings ?? [];
  $('card-content').replaceChildren(
    make('p', { className: 'research', textContent: card.researchUseOnly }),
    make('h3', { textContent: 'Model' }),
    table([['Network', `${card.network.name}, ${card.network.inputWidth} x ${card.network.inputHeight}`], ['Classes', card.classNames.join(', ')],
      ['Threshold', card.positiveLabel ? `${card.positiveLabel} from ${percent(card.threshold)} on` : 'the most probable class'],
      ['Pixels', card.pixels], ['Made by', `CovidClassifier ${card.libraryVersion}`], ['Version here', model.version]]),
    make('h3', { textContent: 'Figures' }), metrics.length ? table(metrics) : make('p', { textContent: 'The card has none.' }),
    make('h3', { textContent: 'Audits' }),
    findings.length ? table(findings.map(f => [`${f.name}: ${f.verdict}`, f.sentence]))
      : make('p', { textContent: 'No audit is recorded in this card: nothing is known of what the model took for a disease.' }),
    ...sentences('Warnings', card.warnings), ...sentences('Notes', card.notes));
  $('card').showModal();
}

function choose(files) {
  const chosen = [...files];
  if (chosen.length) score(chosen);
}

$('choose').addEventListener('change', e => { choose(e.target.files); e.target.value = ''; });
$('open-card').addEventListener('click', showCard);
addEventListener('paste', e => choose(e.clipboardData?.files ?? []));
for (const kind of ['dragenter', 'dragover']) addEventListener(kind, e => { e.preventDefault(); $('drop').classList.add('over'); });
for (const kind of ['dragleave', 'drop']) addEventListener(kind, e => { e.preventDefault(); $('drop').classList.remove('over'); });
addEventListener('drop', e => choose(e.dataTransfer?.files ?? []));

function readTools() {
  view.opacity = $('opacity').value / 100;
  view.level = Number($('level').value);
  view.window = Number($('window').value);
  view.zoom = $('zoom').value / 100;
  if (view.zoom === 1) view.x = view.y = 0;
  redraw();
}
$('tools').addEventListener('input', readTools);
$('tools').addEventListener('submit', e => e.preventDefault());
$('tools').addEventListener('reset', () => { view.x = view.y = 0; requestAnimationFrame(readTools); });

function move(x, y) {
  const most = view.zoom / 2;
  view.x = Math.min(most, Math.max(-most, view.x + x));
  view.y = Math.min(most, Math.max(-most, view.y + y));
  redraw();
}
const keys = {
  ArrowLeft: () => move(0.05, 0), ArrowRight: () => move(-0.05, 0), ArrowUp: () => move(0, 0.05), ArrowDown: () => move(0, -0.05),
  '+': () => zoomBy(1.25), '=': () => zoomBy(1.25), '-': () => zoomBy(0.8), 0: () => $('tools').reset(),
};
function zoomBy(factor) {
  $('zoom').value = Math.round($('zoom').value * factor / 10) * 10;
  readTools();
}
$('picture').addEventListener('keydown', e => {
  const act = e.ctrlKey || e.metaKey || e.altKey ? null : keys[e.key];
  if (act) { e.preventDefault(); act(); }
});
$('picture').addEventListener('pointerdown', e => $('picture').setPointerCapture(e.pointerId));
$('picture').addEventListener('pointermove', e => {
  if (e.buttons === 1) move(e.movementX / $('picture').clientWidth, e.movementY / $('picture').clientWidth);
});
addEventListener('resize', redraw);

loadModel();
redraw();
