import { routes } from '../routes.ts';

/** One way to send something: a text that works as it stands. */
export interface WayToSend {
  readonly name: string;
  readonly label: string;
  readonly prompt: string;
  readonly text: string;
}

/** The host as it is typed into curl, and the write token; `TOKEN` stands for one that may not be shown. */
export function waysToSend(baseUrl: string, token: string): readonly WayToSend[] {
  const short = baseUrl.replace(/^http:\/\//, '');
  const k = { k: token };
  const path = routes.inOne.href({ metric: 'temperature' }, { room: 'kitchen', ...k });
  const shell = { prompt: '$ ' };
  return [
    { name: 'curl', label: 'curl', ...shell, text: `curl -d 21.4 '${short}${path}'` },
    { name: 'powershell', label: 'PowerShell', prompt: '> ', text: `irm '${baseUrl}${path}' -Method Post -Body 21.4` },
    {
      name: 'python',
      label: 'Python',
      prompt: '',
      text: `import urllib.request as u\nu.urlopen('${baseUrl}${path}', b'21.4')`,
    },
    {
      name: 'node',
      label: 'Node',
      prompt: '',
      text: `await fetch('${baseUrl}${path}', { method: 'POST', body: '21.4' })`,
    },
    {
      name: 'telegraf',
      label: 'Telegraf',
      prompt: '',
      text: `[[outputs.influxdb_v2]]\n  urls = ["${baseUrl}"]\n  token = "${token}"\n  organization = ""\n  bucket = ""`,
    },
    {
      ...{ name: 'log', label: 'a log line', ...shell },
      text: `curl -d 'order 1188 paid' '${short}${routes.logStream.href({ stream: 'app' }, k)}'`,
    },
    {
      ...{ name: 'image', label: 'a picture', ...shell },
      text: `curl -T door.jpg '${short}${routes.img.href({ name: 'door' }, k)}'`,
    },
    {
      ...{ name: 'job', label: 'a job', ...shell },
      text: `curl -d '42/100 copying' '${short}${routes.jobSignal.href({ name: 'nightly' }, k)}'`,
    },
    {
      ...{ name: 'event', label: 'an event', ...shell },
      text: `curl -d shipped '${short}${routes.event.href({ topic: 'deploys' }, k)}'`,
    },
  ];
}
