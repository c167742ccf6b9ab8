/*
 * The form with which a new version of the policy is handed in, R1. The file is sent as soon as it is chosen; the form itself carries
 * its id only.
 */

import { ask, failed, megabytes, ofTask, put, sendFile, sending } from './forms.js';

/* Days as the school writes them: a browser's own field for them shows them as its language does, and 4/5 would be 5 April there. */
const inWords = day => (day ? day.split('-').reverse().join('/') : '');
const dayOf = words => {
  const [, day, month, year] = words.trim().match(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/) ?? [];
  const iso = day && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(iso);
  return iso && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso) ? iso : null;
};

/* The one file of the form: what became of it stands in the words beside it. */
const version = (box, address, { largest, csrf }) => {
  const input = box.querySelector('input[type="file"]');
  const bar = box.querySelector('progress');
  const status = box.querySelector('[role="status"]');
  const limits = box.querySelector('[data-limits]');
  let state = 'none';
  let id = null;
  let call = null;

  const say = (words, fault = false) => {
    status.textContent = words;
    status.classList.toggle('own-fault', fault);
  };

  const refuse = sentence => {
    state = 'refused';
    say(sentence, true);
  };

  const send = file => {
    state = 'sending';
    bar.hidden = false;
    bar.value = 0;
    call = sendFile(address, file, file.name, csrf, {
      progress: (loaded, total) => {
        bar.value = loaded / total;
        say(loaded < total ? `Being sent: ${Math.floor((100 * loaded) / total)}%` : 'Being read');
      },
      taken: taken => {
        state = 'here';
        id = taken.id;
        say(
          taken.readable
            ? `“${file.name}” is here. What changes in it will be shown side by side.`
            : `“${file.name}” is here. No text can be read in it, so that nothing can be shown side by side.`
        );
      },
      refused: refuse,
      ended: () => {
        bar.hidden = true;
      }
    });
  };

  limits.textContent = `${megabytes(largest)} MB`;
  input.addEventListener('change', () => {
    call?.abort();
    id = null;
    const [file] = input.files;
    if (!file) {
      state = 'none';
      say('');
    } else if (file.size > largest) {
      refuse(`This file is larger than ${megabytes(largest)} MB: please choose a smaller one.`);
    } else {
      send(file);
    }
  });

  return {
    id: () => id,
    fault: () =>
      ({
        none: 'Please choose the file of the new version.',
        sending: 'Please wait until the file has been sent.',
        refused: 'Please choose another file: this one was not taken.',
        here: null
      })[state]
  };
};

export const policyForms = root => ({
  draft: camForm => {
    let read = () => ({ missing: [], values: {} });
    ofTask(camForm, ['file', 'changeSummary', 'substantive', 'inForceFrom'], (facts, before, form) => {
      const [changeSummary, substantive, inForceFrom] = ['changeSummary', 'substantive', 'inForceFrom'].map(
        name => form.elements[name]
      );
      put(form, facts);
      form.querySelectorAll('[data-link]').forEach(link => {
        Object.assign(link, { href: root + facts[link.dataset.link], target: '_blank', rel: 'noopener' });
      });
      changeSummary.value = before.changeSummary ?? '';
      substantive.checked = Boolean(before.substantive) || facts.major;
      substantive.disabled = facts.major;
      inForceFrom.value = inWords(before.inForceFrom ?? facts.today);
      ask(root + facts.upload).then(
        leave => {
          const file = version(form.querySelector('[data-field="file"]'), root + facts.upload, leave);
          read = () => ({
            missing: [
              ['file', file.fault()],
              ['changeSummary', changeSummary.value.trim() ? null : 'Please say what changes.'],
              ['inForceFrom', dayOf(inForceFrom.value) ? null : 'Please give the day as day/month/year, such as 19/04/2027.']
            ].filter(([, sentence]) => sentence),
            values: {
              file: ['String', file.id()],
              changeSummary: ['String', changeSummary.value.trim()],
              substantive: ['Boolean', substantive.checked],
              inForceFrom: ['String', dayOf(inForceFrom.value)]
            }
          });
        },
        () => failed(form)
      );
    });
    sending(camForm, () => read());
  }
});
