/*
 * The forms of photographs, S3 and S4. A photograph is sent as soon as it is chosen and comes back cleaned; the form itself carries
 * ids only, and no file name.
 */

import { ask, element, failed, megabytes, ofTask, put, sendFile, sending } from './forms.js';
import { FIELDS } from './photo-fields.js';

const AT_ONCE = 2;
const MOST_FOUND = 60;

const button = (words, about, press) => {
  const made = element('button', { type: 'button', className: 'btn btn-default photo-small', onclick: press }, words);
  made.append(element('span', { className: 'own-unseen' }, ` ${about}`));
  return made;
};

const folded = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const plural = (count, one, several) => `${count} ${count === 1 ? one : several}`;

/* The photographs of a form: those that are here already, and those that are being sent. */
const photographs = (box, root, { most, largest, csrf }, present) => {
  const list = box.querySelector('[data-photos]');
  const input = box.querySelector('input[type="file"]');
  const status = box.querySelector('[role="status"]');
  const items = [];
  const waiting = [];
  let sent = 0;

  const numbered = () =>
    items.forEach((item, index) => {
      item.picture.alt = `Photograph ${index + 1}`;
      item.line.querySelectorAll('.own-unseen').forEach(about => {
        about.textContent = ` photograph ${index + 1}`;
      });
    });

  const tell = () => {
    const under = items.filter(item => item.state === 'sending').length;
    const failed = items.filter(item => item.state === 'failed').length;
    status.textContent = [
      plural(items.filter(item => item.state === 'here').length, 'photograph is ready', 'photographs are ready'),
      under > 0 ? `${under} being sent` : '',
      failed > 0 ? `${failed} not taken` : ''
    ]
      .filter(Boolean)
      .join(', ');
  };

  const say = (item, words, fault = false) => {
    item.words.textContent = words;
    item.words.classList.toggle('own-fault', fault);
  };

  const remove = item => {
    item.call?.abort();
    items.splice(items.indexOf(item), 1);
    item.line.remove();
    numbered();
    tell();
    input.focus();
  };

  const add = () => {
    const picture = element('img', { className: 'photo-preview', hidden: true });
    const bar = element('progress', { max: 1, value: 0 });
    const words = element('p', { className: 'photo-words' });
    const actions = element('p', { className: 'photo-actions' });
    const line = element('li', { className: 'photo-item' }, picture, bar, words, actions);
    const item = { picture, bar, words, actions, line, state: 'sending' };
    actions.append(button('Remove', '', () => remove(item)));
    items.push(item);
    list.append(line);
    return item;
  };

  const show = (item, id) => {
    item.id = id;
    item.state = 'here';
    item.bar.remove();
    item.picture.src = `${root}/photos/${id}`;
    item.picture.hidden = false;
  };

  const fail = (item, sentence) => {
    item.state = 'failed';
    item.bar.hidden = true;
    say(item, sentence, true);
    item.retry.hidden = false;
  };

  const next = () => {
    while (sent < AT_ONCE && waiting.length > 0) {
      const item = waiting.shift();
      if (items.includes(item)) {
        send(item);
      }
    }
    tell();
  };

  const send = item => {
    sent += 1;
    item.call = sendFile(`${root}/photos`, item.file, 'photograph', csrf, {
      progress: (loaded, total) => {
        item.bar.value = loaded / total;
        say(item, loaded < total ? `Being sent: ${Math.floor((100 * loaded) / total)}%` : 'Being cleaned');
      },
      taken: ({ id, removed }) => {
        show(item, id);
        say(item, removed.length > 0 ? `${removed.join('. ')}.` : 'Nothing had to be removed from it.');
      },
      refused: sentence => fail(item, sentence),
      ended: () => {
        sent -= 1;
        item.call = null;
        next();
      }
    });
  };

  const queue = item => {
    item.state = 'sending';
    item.bar.hidden = false;
    item.bar.value = 0;
    item.retry.hidden = true;
    say(item, 'Waiting to be sent');
    waiting.push(item);
  };

  const choose = file => {
    const item = add();
    item.file = file;
    item.retry = button('Try again', '', () => {
      queue(item);
      next();
    });
    item.actions.prepend(item.retry);
    if (items.length > most) {
      fail(item, `At most ${most} photographs go together: please remove some of them.`);
    } else if (file.size > largest) {
      fail(item, `This file is larger than ${megabytes(largest)} MB: please choose a smaller one.`);
    } else {
      queue(item);
    }
  };

  input.addEventListener('change', () => {
    [...input.files].forEach(choose);
    input.value = '';
    numbered();
    next();
  });
  present.forEach(id => show(add(), id));
  numbered();
  tell();

  return {
    ids: () => items.map(item => item.id),
    fault: () => {
      if (items.some(item => item.state === 'sending')) {
        return 'Please wait until every photograph has been sent.';
      } else if (items.some(item => item.state === 'failed')) {
        return 'Please try again, or remove the photographs that were not taken.';
      } else if (items.length === 0) {
        return 'Please choose at least one photograph.';
      }
      return items.length > most ? `At most ${most} photographs go together: please remove some of them.` : null;
    }
  };
};

/* The children in the photographs: found by name or class, chosen several at a time. */
const children = (box, classes, present) => {
  const pupils = classes.flatMap(({ name, pupils: members }) =>
    members.map(pupil => ({ ...pupil, className: name, words: folded(pupil.name).split(/[\s-]+/) }))
  );
  const [find, within, results, chips] = ['find', 'class', 'results', 'chips'].map(part =>
    box.querySelector(`[data-${part}]`)
  );
  const chosen = new Set(present);

  const list = () => {
    const sought = folded(find.value).split(/\s+/).filter(Boolean);
    const found =
      sought.length === 0 && within.value === ''
        ? []
        : pupils.filter(
            pupil =>
              (within.value === '' || pupil.className === within.value) &&
              sought.every(part => pupil.words.some(word => word.startsWith(part)))
          );
    results.replaceChildren(
      ...found.slice(0, MOST_FOUND).map(pupil => {
        const box = element('input', { type: 'checkbox', checked: chosen.has(pupil.id) });
        box.addEventListener('change', () => {
          chosen[box.checked ? 'add' : 'delete'](pupil.id);
          show();
        });
        return element('label', { className: 'own-choice' }, box, `${pupil.name}, ${pupil.className}`);
      }),
      ...(found.length > MOST_FOUND ? [`And ${found.length - MOST_FOUND} more: please type more of the name.`] : []),
      ...(found.length === 0 && (sought.length > 0 || within.value) ? ['Nobody of that name is in the register.'] : [])
    );
  };

  const show = () => {
    chips.replaceChildren(
      ...pupils
        .filter(({ id }) => chosen.has(id))
        .map(({ id, name, className }) =>
          element(
            'li',
            {},
            `${name}, ${className} `,
            element(
              'button',
              {
                type: 'button',
                title: 'Take out',
                onclick: () => {
                  chosen.delete(id);
                  show();
                  list();
                  find.focus();
                }
              },
              '×',
              element('span', { className: 'own-unseen' }, ` take out ${name}`)
            )
          )
        )
    );
    box.dispatchEvent(new CustomEvent('photo-children'));
  };

  within.append(...classes.map(({ name }) => element('option', { value: name }, name)));
  find.addEventListener('input', list);
  find.addEventListener('keydown', event => event.key === 'Enter' && event.preventDefault());
  within.addEventListener('change', list);
  show();

  return { ids: () => [...chosen] };
};

/* What whoever submits or amends fills in. */
const submission = async (form, root, before) => {
  const choices = await ask(`${root}/photos/choices`);
  form.querySelector('[data-fields]').innerHTML = FIELDS;
  const field = name => form.querySelector(`[data-field="${name}"]`);
  const control = name => form.querySelector(`[name="${name}"]`);
  const nobody = control('noChildren');
  const picking = [field('children'), field('wholeClass')];

  field('photoIds').querySelector('[data-limits]').textContent =
    `JPEG, PNG or WebP, at most ${choices.most} files of ${megabytes(choices.largest)} MB each.`;
  field('channels').querySelector('[data-channels]').append(
    ...choices.channels.map(({ value, words }) =>
      element(
        'label',
        { className: 'own-choice' },
        element('input', { type: 'checkbox', value, checked: before.channels.includes(value) }),
        words
      )
    )
  );
  const photos = photographs(field('photoIds'), root, choices, before.photoIds);
  const pupils = children(field('children'), choices.classes, before.children);
  for (const name of ['event', 'caption']) {
    control(name).value = before[name] ?? '';
  }
  for (const name of ['wholeClass', 'noChildren']) {
    control(name).checked = Boolean(before[name]);
  }
  const hidePicking = () => picking.forEach(part => (part.hidden = nobody.checked));
  nobody.addEventListener('change', hidePicking);
  hidePicking();

  return {
    pupils,
    read: () => {
      const event = control('event').value.trim();
      const caption = control('caption').value.trim();
      const channels = [...field('channels').querySelectorAll('input:checked')].map(({ value }) => value);
      const ids = nobody.checked ? [] : pupils.ids();
      const missing = [
        ['photoIds', photos.fault()],
        ['event', event ? null : 'Please say what the photographs are of.'],
        ['children', nobody.checked || ids.length > 0 ? null : 'Please choose every child in the photographs, or say that none can be recognised.'],
        ['channels', channels.length > 0 ? null : 'Please choose where the photographs shall appear.']
      ].filter(([, sentence]) => sentence);
      return {
        missing,
        values: {
          photoIds: ['Json', photos.ids()],
          event: ['String', event],
          caption: ['String', caption],
          children: ['Json', ids],
          channels: ['Json', channels],
          wholeClass: ['Boolean', !nobody.checked && control('wholeClass').checked],
          noChildren: ['Boolean', nobody.checked]
        }
      };
    }
  };
};

const NOTHING_YET = { photoIds: [], children: [], channels: [] };

/* Each child, and what the register says for each place. */
const consents = (table, { channels, children: rows }) => {
  table.closest('[data-consents]').hidden = rows.length === 0;
  table.tHead.replaceChildren(
    element('tr', {}, element('th', { scope: 'col' }, 'Child'), ...channels.map(words => element('th', { scope: 'col' }, words)))
  );
  table.tBodies[0].replaceChildren(
    ...rows.map(({ name, answers }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, name),
        ...answers.map(({ words, fine }) => element('td', { className: fine ? '' : 'photo-no' }, words))
      )
    )
  );
};

export const photoForms = root => ({
  start: camForm => {
    let read = () => ({ missing: [], values: {} });
    camForm.on('form-loaded', () => {
      const form = camForm.formElement[0];
      submission(form, root, NOTHING_YET).then(made => (read = made.read), () => failed(form));
    });
    sending(camForm, () => read());
  },

  amend: camForm => {
    const fields = [
      'photoIds', 'event', 'caption', 'children', 'childrenReason', 'channels', 'wholeClass', 'noChildren', 'withdraw'
    ];
    let read = () => ({ missing: [], values: {} });
    ofTask(camForm, fields, (facts, before, form) => {
      put(form, facts);
      consents(form.querySelector('table'), facts);
      form
        .querySelector('[data-reasons]')
        .replaceChildren(...facts.reasons.map(reason => element('li', {}, reason)));
      const withdraw = form.querySelector('[name="withdraw"]');
      const fieldset = form.querySelector('[data-fields]');
      withdraw.checked = facts.onlyWithdraw;
      withdraw.disabled = facts.onlyWithdraw;
      const why = form.querySelector('[data-field="childrenReason"]');
      const withdrawal = () => ({ missing: [], values: { withdraw: ['Boolean', true] } });
      if (facts.onlyWithdraw) {
        fieldset.hidden = true;
        read = withdrawal;
        return;
      }
      submission(form, root, before).then(({ pupils, read: readFields }) => {
        const takenOut = () => {
          const left = form.querySelector('[name="noChildren"]').checked ? [] : pupils.ids();
          return before.children.some(id => !left.includes(id));
        };
        const adapt = () => {
          fieldset.hidden = withdraw.checked;
          // Of a whole class others may be left out than those who were picked.
          why.hidden = withdraw.checked || !(before.wholeClass || takenOut());
        };
        form.addEventListener('change', adapt);
        form.querySelector('[data-field="children"]').addEventListener('photo-children', adapt);
        adapt();
        read = () => {
          if (withdraw.checked) {
            return withdrawal();
          }
          const { missing, values } = readFields();
          const reason = form.querySelector('[name="childrenReason"]').value.trim();
          if (takenOut() && !reason) {
            missing.push(['childrenReason', 'Please say why the child is no longer in the photographs.']);
          }
          return {
            missing,
            values: { ...values, childrenReason: ['String', reason || null], withdraw: ['Boolean', false] }
          };
        };
      }, () => failed(form));
    });
    sending(camForm, () => read());
  },

  clear: camForm => {
    ofTask(camForm, ['decision', 'reason', 'clause'], (facts, values, form) => {
      put(form, facts);
      consents(form.querySelector('table'), facts);
      const takenOut = form.querySelector('[data-taken-out]');
      takenOut.replaceChildren(...facts.takenOut.map(child => element('li', {}, child)));
      takenOut.parentElement.hidden = facts.takenOut.length === 0;
      form.querySelector('[data-photos]').replaceChildren(
        ...facts.photos.map(({ id, width, height }, index) => {
          const source = `${root}/photos/${id}`;
          const picture = element('img', { src: source, width, height, alt: `Photograph ${index + 1}` });
          return element('li', {}, element('a', { href: source, target: '_blank', rel: 'noopener' }, picture));
        })
      );
      const adapt = () =>
        ['reason', 'clause'].forEach(name => {
          form.querySelector(`[data-field="${name}"]`).hidden = (form.elements.decision.value || 'clear') === 'clear';
        });
      form.addEventListener('change', adapt);
      adapt();
    });
    sending(camForm, () => {
      const form = camForm.formElement[0];
      const decision = form.elements.decision.value;
      const reason = form.elements.reason.value.trim();
      return {
        missing: [
          ['decision', decision ? null : 'Please decide: clear, amend or refuse.'],
          ['reason', !decision || decision === 'clear' || reason ? null : 'Please give a reason that the submitter will read.']
        ].filter(([, sentence]) => sentence),
        values:
          decision === 'clear'
            ? { decision: ['String', decision], reason: ['String', null], clause: ['String', null] }
            : {
                decision: ['String', decision],
                reason: ['String', reason],
                clause: ['String', form.elements.clause.value]
              }
      };
    });
  }
});
