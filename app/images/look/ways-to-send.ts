import { routes } from '../../routes.ts';

/** One way to send the first picture: a text that works as it stands. */
export interface WayToSend {
  readonly name: string;
  readonly label: string;
  readonly prompt: string;
  readonly text: string;
}

/** The host as it is typed into curl, and the write token; `TOKEN` stands for one that may not be shown. */
export function waysToSendImages(baseUrl: string, token: string, image = 'door'): readonly WayToSend[] {
  const short = baseUrl.replace(/^http:\/\//, '');
  const path = routes.img.href({ name: image }, { k: token });
  return [
    { name: 'curl', label: 'curl', prompt: '$ ', text: `curl -T door.jpg '${short}${path}'` },
    {
      name: 'powershell',
      label: 'PowerShell',
      prompt: '> ',
      text: `irm '${baseUrl}${path}' -Method Put -InFile door.jpg`,
    },
    {
      name: 'python',
      label: 'Python',
      prompt: '',
      text: `import urllib.request as u\nu.urlopen(u.Request('${baseUrl}${path}', open('door.jpg', 'rb').read(), method='PUT'))`,
    },
    {
      name: 'camera',
      label: 'a camera, live',
      prompt: '$ ',
      text: `ffmpeg -f v4l2 -i /dev/video0 -f mjpeg - | curl -T - '${short}${path}'`,
    },
    {
      name: 'rtsp',
      label: 'RTSP, live',
      prompt: '$ ',
      text: `ffmpeg -i rtsp://CAMERA -r 10 -q:v 6 -f mjpeg - | curl -T - '${short}${path}'`,
    },
  ];
}
