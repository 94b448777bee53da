(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;

  /** An element; text is always text, never markup. */
  const element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
      else if (value === true) made.setAttribute(name, '');
      else if (value !== undefined && value !== false) made.setAttribute(name, value);
    }
    made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== ''));
    return made;
  };
  const tag = (text, kind = text) => element('span', { class: `tag ${kind}` }, text);
  const plural = (count, one) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

  // Theme: the system's, until someone chooses.
  const system = matchMedia('(prefers-color-scheme: dark)');
  const stored = () => {
    try {
      return localStorage.getItem('espalier-review-theme');
    } catch {
      return null;
    }
  };
  const setTheme = (theme) => {
    root.dataset.theme = theme;
    themeButton.textContent = theme === 'dark' ? 'Light (t)' : 'Dark (t)';
  };
  const switchTheme = () => {
    const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    setTheme(theme);
    try {
      localStorage.setItem('espalier-review-theme', theme);
    } catch {
      // A browser may keep nothing for files.
    }
  };
  const themeButton = element('button', { type: 'button', onclick: switchTheme });
  setTheme(stored() ?? (system.matches ? 'dark' : 'light'));
  system.addEventListener('change', () => {
    if (stored() === null) setTheme(system.matches ? 'dark' : 'light');
  });

  const help = element(
    'dialog',
    { 'aria-label': 'Keys' },
    element('h2', {}, 'Keys'),
    element(
      'dl',
      {},
      [
        ['/', 'search'],
        ['j k', 'next, previous'],
        ['Enter', 'open, close'],
        ['Esc', 'close; in the search, clear it'],
        ['t', 'dark, light'],
        ['?', 'these keys'],
      ].flatMap(([keys, what]) => [
        element(
          'dt',
          {},
          keys.split(' ').flatMap((key) => [element('kbd', {}, key), ' ']),
        ),
        element('dd', {}, what),
      ]),
    ),
    element('form', { method: 'dialog' }, element('button', {}, 'Close')),
  );

  // Side by side.
  const around = 3;

  /** Rows of both sides: number and text before, number and text after. */
  const rowsOf = (pieces) => {
    const rows = [];
    let [before, after] = [0, 0];
    for (let index = 0; index < pieces.length; index += 1) {
      const [side, text] = pieces[index];
      const lines = text.split('\n');
      if (side === 0) {
        for (const line of lines) rows.push([++before, line, ++after, line]);
        continue;
      }
      const [nextSide, nextText] = pieces[index + 1] ?? [0, ''];
      const other = side === -1 && nextSide === 1 ? nextText.split('\n') : [];
      if (other.length > 0) index += 1;
      const [old, now] = side === -1 ? [lines, other] : [[], lines];
      for (let row = 0; row < Math.max(old.length, now.length); row += 1) {
        rows.push([
          row < old.length ? ++before : undefined,
          old[row],
          row < now.length ? ++after : undefined,
          now[row],
        ]);
      }
    }
    return rows;
  };

  /** A line whose part that differs from the other side is marked. */
  const lineOf = (line, other) => {
    if (line === undefined) return [''];
    if (other === undefined || other === line) return [line];
    let start = 0;
    while (start < line.length && line[start] === other[start]) start += 1;
    let end = 0;
    while (end < Math.min(line.length, other.length) - start && line.at(-1 - end) === other.at(-1 - end)) end += 1;
    if (start + end === 0) return [line];
    return [
      line.slice(0, start),
      element('b', {}, line.slice(start, line.length - end)),
      line.slice(line.length - end),
    ];
  };

  const diffTable = (pieces) => {
    const rows = rowsOf(pieces);
    const differs = ([, old, , now]) => old !== now;
    const isNear = rows.map((_, index) => rows.slice(Math.max(0, index - around), index + around + 1).some(differs));
    const rowElement = ([oldNumber, old, newNumber, now]) => {
      const isChange = old !== now;
      return element(
        'tr',
        { class: isChange ? 'differs' : 'same' },
        element('td', { class: 'number' }, String(oldNumber ?? '')),
        element('td', { class: isChange && old !== undefined ? 'old' : undefined }, lineOf(old, now)),
        element('td', { class: 'number' }, String(newNumber ?? '')),
        element('td', { class: isChange && now !== undefined ? 'new' : undefined }, lineOf(now, old)),
      );
    };
    const body = element('tbody');
    for (let index = 0; index < rows.length; index += 1) {
      if (isNear[index]) {
        body.append(rowElement(rows[index]));
        continue;
      }
      const start = index;
      while (index + 1 < rows.length && !isNear[index + 1]) index += 1;
      const same = rows.slice(start, index + 1);
      const gap = element('tr', { class: 'gap' });
      const show = () => gap.replaceWith(...same.map(rowElement));
      gap.append(
        element(
          'td',
          { colspan: 4 },
          element('button', { type: 'button', onclick: show }, `${plural(same.length, 'line')} the same`),
        ),
      );
      body.append(gap);
    }
    const numbers = element('col', { width: 46 });
    return element(
      'div',
      { class: 'diff scroll', tabindex: 0, role: 'region', 'aria-label': 'Before and after' },
      element('table', {}, element('colgroup', {}, numbers, element('col'), numbers.cloneNode(), element('col')), body),
    );
  };

  const occurrences = (at) =>
    element(
      'details',
      { class: 'occurrences', open: at.length <= 5 },
      element('summary', {}, plural(at.length, 'place')),
      element(
        'table',
        {},
        at.map(([place, name, file, cause]) =>
          element(
            'tr',
            {},
            element('td', {}, place),
            element('td', {}, name),
            element('td', {}, element('code', {}, file)),
            element('td', {}, cause === '' ? '' : ['caused by ', element('code', {}, cause)]),
          ),
        ),
      ),
    );

  const fieldItem = ({ sign, path, before, after, remark }) =>
    element(
      'li',
      {},
      element('code', {}, path),
      ' ',
      remark ?? [
        sign === '+' ? 'added ' : sign === '-' ? 'removed ' : '',
        before === undefined ? '' : element('del', {}, element('code', {}, before)),
        before === undefined || after === undefined ? '' : ' → ',
        after === undefined ? '' : element('ins', {}, element('code', {}, after)),
      ],
    );

  /** An item that opens; its body is made when it is opened first. */
  const itemOf = (entry, kind, head, body) => {
    const button = element('button', { type: 'button', 'aria-expanded': 'false' }, head);
    const item = element('div', { class: `item ${kind}` }, button);
    let content;
    const toggle = (isOpen) => {
      if (content === undefined && isOpen) item.append((content = element('div', { class: 'body' }, body())));
      if (content !== undefined) content.hidden = !isOpen;
      button.setAttribute('aria-expanded', String(isOpen));
    };
    button.addEventListener('click', () => toggle(button.getAttribute('aria-expanded') !== 'true'));
    const text = [entry.name, entry.title, entry.code, entry.section, ...(entry.why ?? []), ...entry.at.flat()];
    const fields = (entry.fields ?? []).flatMap(({ path, before, after }) => [path, before, after]);
    const searched = [...text, ...fields].join('\n').toLowerCase();
    return { entry, item, button, toggle, searched, places: new Set(entry.at.map(([place]) => place)) };
  };

  const risks = data.risks.map((risk) =>
    itemOf(
      risk,
      `risk ${risk.severity}`,
      [
        tag(risk.severity),
        element('span', { class: 'name' }, risk.title),
        element('span', {}, `${risk.name} ${risk.where}`),
        element('span', { class: 'soft mono' }, risk.code),
        element('span', { class: 'effect soft' }, risk.why[0] ?? ''),
      ],
      () => [
        ...risk.why.slice(1).map((sentence) => element('p', {}, sentence)),
        risk.path === undefined ? '' : element('p', {}, 'Field: ', element('code', {}, risk.path)),
        risk.steps.length === 0
          ? ''
          : [
              element('h3', {}, 'What to do'),
              element(
                'ol',
                {},
                risk.steps.map((step) => element('li', {}, step)),
              ),
            ],
        occurrences(risk.at),
      ],
    ),
  );
  const changes = data.changes.map((change) =>
    itemOf(
      change,
      'change',
      [
        tag(change.action),
        element('span', { class: 'name' }, change.name),
        element('span', { class: 'soft' }, change.where),
        change.from === undefined ? '' : element('span', { class: 'soft' }, `from ${change.from}`),
        change.restart === undefined ? '' : tag(change.restart, 'restart'),
        change.severity === undefined ? '' : tag(change.severity),
      ],
      () => [
        ...change.notes.map((note) => element('p', {}, note)),
        change.fields.length === 0 ? '' : element('ul', { class: 'fields' }, change.fields.map(fieldItem)),
        change.diff.length === 0 ? '' : diffTable(change.diff),
        occurrences(change.at),
      ],
    ),
  );
  const items = [...risks, ...changes];

  // Filters.
  const distinct = (values) => [...new Set(values.filter((value) => value !== undefined))].sort();
  const select = (label, values) =>
    element(
      'select',
      { 'aria-label': label, onchange: () => apply() },
      element('option', { value: '' }, `${label}: all`),
      values.map((value) => element('option', { value }, value)),
    );
  const place = select('Cluster', distinct(items.flatMap(({ places }) => [...places])));
  const severity = select(
    'Severity',
    data.severities.filter((one) => items.some(({ entry }) => entry.severity === one)),
  );
  const action = select('Action', distinct(data.changes.map((change) => change.action)));
  const kind = select('Kind', distinct(items.map(({ entry }) => entry.kind)));
  const search = element('input', {
    type: 'search',
    placeholder: 'Search ( / )',
    'aria-label': 'Search',
    oninput: () => apply(),
  });
  const clear = element('button', { type: 'button', onclick: () => clearAll() }, 'Clear');
  const count = element('span', { class: 'soft', role: 'status' });
  const clearAll = () => {
    for (const field of [place, severity, action, kind, search]) field.value = '';
    apply();
  };
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { entry, item, searched, places } of items) {
      const isShown =
        (place.value === '' || places.has(place.value)) &&
        (severity.value === '' || entry.severity === severity.value) &&
        // A risk has no action: it is shown with any.
        (action.value === '' || entry.action === undefined || entry.action === action.value) &&
        (kind.value === '' || entry.kind === kind.value) &&
        words.every((word) => searched.includes(word));
      item.hidden = !isShown;
    }
    for (const section of document.querySelectorAll('section.group')) {
      section.hidden = section.querySelector('.item:not([hidden])') === null;
    }
    const shown = changes.filter(({ item }) => !item.hidden).length;
    count.textContent = `${shown.toLocaleString('en')} of ${plural(changes.length, 'change')}`;
    clear.hidden = [place, severity, action, kind, search].every((field) => field.value === '');
  };

  const number = (value, isBad = false) =>
    element('td', { class: isBad && value > 0 ? 'bad' : undefined }, value === 0 ? '·' : value.toLocaleString('en'));
  const places = () =>
    element(
      'div',
      { class: 'scroll places' },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ['cluster or stack', 'added', 'changed', 'deleted', 'pods restarted', 'AWS replaced'].map((title) =>
              element('th', { scope: 'col' }, title),
            ),
          ),
        ),
        element(
          'tbody',
          {},
          data.places.map((row) =>
            element(
              'tr',
              {},
              element(
                'th',
                { scope: 'row' },
                element(
                  'button',
                  {
                    type: 'button',
                    onclick: () => {
                      place.value = row.place;
                      apply();
                    },
                  },
                  row.place,
                ),
              ),
              number(row.added),
              number(row.changed),
              number(row.deleted, true),
              element('td', {}, row.pods === 0 ? '·' : `${row.isAtLeast ? '≥ ' : ''}${row.pods.toLocaleString('en')}`),
              number(row.replaced, true),
            ),
          ),
        ),
      ),
    );

  const graphs = [...document.querySelectorAll('template.graph')].map((template) => {
    const drawing = template.content.cloneNode(true);
    for (const node of drawing.querySelectorAll('.node')) {
      const find = () => {
        search.value = node.dataset.search;
        apply();
        changesTitle.scrollIntoView();
      };
      node.addEventListener('click', find);
      node.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          event.stopPropagation();
          find();
        }
      });
    }
    return element(
      'details',
      { class: 'graph', open: true },
      element('summary', {}, template.dataset.title),
      element('p', { class: 'soft' }, template.dataset.caption),
      element('div', { class: 'scroll' }, drawing),
    );
  });

  const bySection = Map.groupBy(changes, ({ entry }) => entry.section);
  const changesTitle = element('h2', {}, 'Changes');
  const noise = data.noise.reduce((sum, one) => sum + one.count, 0);
  const section = (title, ...content) => element('section', {}, element('h2', {}, title), ...content);
  document.getElementById('report').append(
    element(
      'header',
      {},
      element(
        'div',
        {},
        element(
          'h1',
          {},
          data.verdict.map((part) => element('span', {}, part)),
        ),
        element('div', { class: 'soft mono' }, `${data.base} → ${data.head}`),
      ),
      element(
        'div',
        { class: 'actions' },
        themeButton,
        ' ',
        element('button', { type: 'button', onclick: () => help.showModal() }, 'Keys (?)'),
      ),
    ),
    element('div', { class: 'filters' }, element('div', {}, search, place, severity, action, kind, clear, count)),
    element(
      'main',
      {},
      risks.length === 0
        ? ''
        : element(
            'section',
            { class: 'group' },
            element('h2', {}, 'Stop and look'),
            risks.map(({ item }) => item),
          ),
      data.places.length === 0 ? '' : section('What changes', places()),
      graphs.length === 0 ? '' : section('Graph', graphs),
      changesTitle,
      changes.length === 0 ? element('p', {}, 'Nothing changes.') : '',
      [...bySection].map(([title, own]) =>
        element(
          'section',
          { class: 'group' },
          element('h3', {}, title),
          own.map(({ item }) => item),
        ),
      ),
      noise === 0
        ? ''
        : section(
            `Hidden: ${plural(noise, 'difference')} that change nothing`,
            data.noise.map((one) =>
              element(
                'details',
                {},
                element('summary', {}, `${one.kind} ${one.count.toLocaleString('en')}: ${one.what}`),
                element(
                  'ul',
                  {},
                  one.files.map((file) => element('li', {}, element('code', {}, file))),
                ),
              ),
            ),
          ),
      data.notChecked.length === 0
        ? ''
        : section(
            'Not checked',
            element(
              'ul',
              {},
              data.notChecked.map((sentence) => element('li', {}, sentence)),
            ),
          ),
      element('footer', { class: 'soft' }, 'Made by npx nx review. This file loads nothing from the network.'),
    ),
    help,
  );
  apply();

  // On paper nothing opens: what to do about a risk is printed.
  addEventListener('beforeprint', () => {
    for (const { item, toggle } of risks) if (!item.hidden) toggle(true);
  });

  // Keys.
  const move = (step) => {
    const shown = items.filter(({ item }) => !item.hidden);
    const index = shown.findIndex(({ item }) => item.contains(document.activeElement));
    const next =
      index === -1 ? (step > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, index + step));
    const { button } = shown[next] ?? {};
    button?.focus();
    button?.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const { target } = event;
    if (event.key === 'Escape') {
      const current = items.find(({ item }) => item.contains(target));
      if (target === search) {
        search.value = '';
        apply();
        search.blur();
      } else if (current !== undefined) {
        current.toggle(false);
        current.button.focus();
      }
      return;
    }
    if (target === search || target instanceof HTMLSelectElement) return;
    const keys = {
      '/': () => {
        search.focus();
        search.select();
      },
      j: () => move(1),
      k: () => move(-1),
      t: switchTheme,
      '?': () => help.showModal(),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
})();
