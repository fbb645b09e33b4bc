/** Files dropped or pasted onto the form that adds documents; how far their reading has come. */
import { eachIsland, fetchJson, make, part, problemOf } from './page.ts';
import { countInWords } from './words.ts';

/** Milliseconds between two questions about a job. */
const PATIENCE = 500;

interface Job {
  readonly state: string;
  readonly done: number;
  readonly total: number | null;
  readonly message?: string;
  readonly found?: readonly { url: string; title: string; note?: string }[];
}

eachIsland('add', (root) => {
  const form = root instanceof HTMLFormElement ? root : root.querySelector('form');
  const files = form?.querySelector<HTMLInputElement>('input[type="file"]');
  if (!form || !files) return;
  const take = (list: FileList | undefined) => {
    if (!list?.length) return;
    files.files = list;
    say(form, `${countInWords(list.length, 'file')} to add: ${[...list].map(({ name }) => name).slice(0, 5).join(', ')}`);
  };
  for (const name of ['dragover', 'drop'] as const) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      form.classList.toggle('is-over', name === 'dragover');
      if (name === 'drop') take(event.dataTransfer.files);
    });
  }
  document.addEventListener('dragleave', (event) => event.relatedTarget === null && form.classList.remove('is-over'));
  document.addEventListener('paste', ({ clipboardData }) => take(clipboardData?.files));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(form);
  });
});

eachIsland('job', async (root) => {
  const address = root.dataset['job'];
  if (!address) return;
  let isLeaving = false;
  addEventListener('beforeunload', () => (isLeaving = true));
  for (;;) {
    const job = await fetchJson<Job>(address);
    showJob(root, job);
    if (job.state === 'done' || job.state === 'failed') break;
    await new Promise((after) => setTimeout(after, PATIENCE));
  }
  if (!isLeaving) location.reload(); // or the page would take the reader back from where a link leads
});

function send(form: HTMLFormElement): void {
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'application/json');
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    say(form, loaded < total ? `Sending: ${Math.round((100 * loaded) / total)} %` : 'Sent; reading begins …');
  });
  request.addEventListener('error', () => failed(form, 'the desk does not answer; is it still running?'));
  request.addEventListener('load', () => {
    if (request.status >= 400) failed(form, problemOf(request.responseText, request.status));
    else location.assign(jobAddress(request));
  });
  setBusy(form, true);
  request.send(new FormData(form));
}

/** Where the job is followed: as the answer says, or where it led. */
function jobAddress({ responseText, responseURL }: XMLHttpRequest): string {
  try {
    const { url, job } = JSON.parse(responseText) as { url?: string; job?: string };
    return url ?? `/add/${encodeURIComponent(job ?? '')}`;
  } catch {
    return responseURL;
  }
}

function failed(form: HTMLFormElement, problem: string): void {
  setBusy(form, false);
  say(form, `Not added: ${problem}`);
}

function setBusy(form: HTMLFormElement, isBusy: boolean): void {
  form.classList.toggle('is-busy', isBusy);
  for (const button of form.querySelectorAll('button')) button.disabled = isBusy;
}

function say(form: HTMLFormElement, words: string): void {
  let line = part(form, 'progress');
  if (!line) form.append((line = make('p', { 'data-part': 'progress' })));
  line.setAttribute('role', 'status');
  line.textContent = words;
}

function showJob(root: HTMLElement, { done, total, message, found = [] }: Job): void {
  const bar = part<HTMLProgressElement>(root, 'bar');
  if (bar && total !== null) [bar.max, bar.value] = [Math.max(total, 1), done];
  const line = part(root, 'message');
  if (line) line.textContent = message ?? (total === null ? `${done} read` : `${done} of ${total} read`);
  const items = found.map(({ url, title, note }) => make('li', {}, make('a', { href: url }, title), note ? ` ${note}` : ''));
  part(root, 'found')?.replaceChildren(...items);
}
