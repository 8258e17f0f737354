import { routes } from '../routes.ts';

/** One way to send the first reading: a text that works as it stands. */
export interface WayToSend {
  readonly name: string;
  readonly label: string;
  readonly prompt: string;
  readonly text: string;
}

/** The host as it is typed into curl, and the write token; `TOKEN` stands for one that may not be shown. */
export function waysToSend(baseUrl: string, token: string): readonly WayToSend[] {
  const short = baseUrl.replace(/^http:\/\//, '');
  const path = routes.inOne.href({ metric: 'temperature' }, { room: 'kitchen', k: token });
  return [
    { name: 'curl', label: 'curl', prompt: '$ ', text: `curl -d 21.4 '${short}${path}'` },
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
  ];
}
