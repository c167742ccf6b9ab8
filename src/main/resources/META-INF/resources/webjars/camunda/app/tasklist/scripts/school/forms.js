/*
 * What embedded forms have in common. Tasklist shows them inside its own page; their one line of script calls the school's own
 * scripts, and what is written here says what is wrong and sends what was filled in.
 */

const NOT_SENT = 'It could not be sent: please check the connection and try again.';
const NOT_OPENED = 'This form could not be opened: please close it and open it again.';

export const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

export const megabytes = bytes => Math.floor(bytes / (1024 * 1024));

const describe = (control, ids) =>
  ids ? control.setAttribute('aria-describedby', ids) : control.removeAttribute('aria-describedby');

/* What the form says about its fields. What is wrong with a single file stays with the file. */
const faults = form => {
  const field = name => form.querySelector(`[data-field="${name}"]`);
  return {
    clear: part => {
      part.querySelectorAll('[id^="own-fault-"]').forEach(fault => fault.remove());
      part.querySelectorAll('[aria-invalid]').forEach(control => {
        control.removeAttribute('aria-invalid');
        describe(control, control.dataset.help);
      });
    },
    /* Returns the first sentence; the field that it is about is looked at. */
    show: found => {
      found.forEach(([name, sentence]) => {
        const id = `own-fault-${name}`;
        field(name).append(element('p', { id, className: 'own-fault' }, sentence));
        const control = field(name).querySelector('input, textarea, select');
        control.setAttribute('aria-invalid', 'true');
        control.dataset.help ??= control.getAttribute('aria-describedby') ?? '';
        describe(control, `${id} ${control.dataset.help}`.trim());
      });
      field(found[0][0]).querySelector('input, textarea, select').focus();
      return found[0][1];
    }
  };
};

/* Sends what a form asks for, or says in a sentence why not. */
export const sending = (camForm, read) => {
  let refusal = null;

  camForm.on('submit', () => {
    const form = camForm.formElement[0];
    const say = faults(form);
    say.clear(form);
    form.oninput = ({ target }) => say.clear(target.closest('[data-field]') ?? form);
    const { missing, values } = read();
    refusal = null;
    if (missing.length > 0) {
      refusal = say.show(missing);
      camForm.submitPrevented = true;
      return;
    }
    const { variables } = camForm.variableManager;
    delete variables.facts;
    for (const [name, [type, value]] of Object.entries(values)) {
      variables[name] = { ...variables[name], name, type, value };
    }
  });

  camForm.on('submit-failed', failure => {
    if (refusal) {
      failure.message = refusal;
    }
  });
};

/*
 * Sends a file to a page of our own, and tells how it goes. Returns the call, to be aborted where the file is not wanted any more.
 */
export const sendFile = (address, file, name, csrf, { progress, taken, refused, ended = () => {} }) => {
  const call = new XMLHttpRequest();
  const body = new FormData();
  body.append('file', file, name);
  call.open('POST', address);
  call.responseType = 'json';
  call.setRequestHeader('Accept', 'application/json');
  call.setRequestHeader(csrf.header, csrf.token);
  call.upload.onprogress = ({ loaded, total }) => progress(loaded, total);
  call.onload = () => (call.status === 201 ? taken(call.response) : refused(call.response?.message ?? NOT_SENT));
  call.onerror = () => refused(NOT_SENT);
  call.onloadend = ended;
  call.send(body);
  return call;
};

/* What a page of our own tells scripts. */
export const ask = async address => {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    throw new Error(NOT_OPENED);
  }
  return answer.json();
};

export const failed = form => form.replaceChildren(element('p', { className: 'own-fault', role: 'alert' }, NOT_OPENED));

/* The facts and fields of an open task, once they are there. */
export const ofTask = (camForm, fields, open) => {
  camForm.on('form-loaded', () => ['facts', ...fields].forEach(name => camForm.variableManager.fetchVariable(name)));
  camForm.on('variables-applied', () => {
    const values = Object.fromEntries(
      ['facts', ...fields].map(name => [name, camForm.variableManager.variables[name].value])
    );
    open(values.facts, values, camForm.formElement[0]);
  });
};

export const put = (form, facts) =>
  form.querySelectorAll('[data-fact]').forEach(place => {
    place.textContent = facts[place.dataset.fact] ?? '';
    place.hidden = !place.textContent;
  });
