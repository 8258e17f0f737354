import { routes } from '../routes.ts';

/** A way to send with a program that many have: a text that works as it stands. */
export interface Snippet {
  readonly name: string;
  readonly label: string;
  readonly prompt: string;
  readonly text: string;
}

/** `baseUrl` is the address of this server; `TOKEN` stands for a token that may not be shown. */
export function snippets(baseUrl: string, token: string): readonly Snippet[] {
  const one = routes.inOne.href({ metric: 'temperature' }, { room: 'kitchen' });
  const many = `${baseUrl}${routes.inMany.href()}`;
  const { hostname, protocol } = new URL(baseUrl);
  const isSecure = protocol === 'https:';
  // Only this machine reaches it, and a container is another one unless it is told to share the network.
  const isOwn = hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]';
  return [
    snippet('curl', 'curl', '$ ', [`curl -H 'Authorization: Bearer ${token}' -d 21.4 '${baseUrl}${one}'`]),
    snippet('powershell', 'PowerShell', '> ', [
      `Invoke-RestMethod '${baseUrl}${one}' -Method Post -Body 21.4 -Headers @{ Authorization = 'Bearer ${token}' }`,
    ]),
    snippet('python', 'Python', '', [
      'import json, urllib.request',
      '',
      'readings = [{"metric": "temperature", "value": 21.4, "labels": {"room": "kitchen"}}]',
      `request = urllib.request.Request("${many}", json.dumps(readings).encode(),`,
      `    {"Authorization": "Bearer ${token}", "Content-Type": "application/json"})`,
      'print(urllib.request.urlopen(request).read().decode())',
    ]),
    snippet('node', 'Node', '', [
      `const answer = await fetch('${many}', {`,
      "  method: 'POST',",
      `  headers: { Authorization: 'Bearer ${token}', 'Content-Type': 'application/json' },`,
      "  body: JSON.stringify([{ metric: 'temperature', value: 21.4, labels: { room: 'kitchen' } }]),",
      '});',
      'console.log(await answer.text());',
    ]),
    snippet('go', 'Go', '', [
      'package main',
      '',
      'import (',
      '\t"fmt"',
      '\t"net/http"',
      '\t"strings"',
      ')',
      '',
      'func main() {',
      `\trequest, err := http.NewRequest("POST", "${baseUrl}${one}", strings.NewReader("21.4"))`,
      '\tif err != nil {',
      '\t\tpanic(err)',
      '\t}',
      `\trequest.Header.Set("Authorization", "Bearer ${token}")`,
      '\tanswer, err := http.DefaultClient.Do(request)',
      '\tif err != nil {',
      '\t\tpanic(err)',
      '\t}',
      '\tdefer answer.Body.Close()',
      '\tfmt.Println(answer.Status)',
      '}',
    ]),
    snippet('esp', 'Arduino, ESP', '', [
      '#include <WiFi.h>        // ESP8266: ESP8266WiFi.h',
      '#include <HTTPClient.h>  // ESP8266: ESP8266HTTPClient.h',
      '',
      'void send(float celsius) {',
      `  ${isSecure ? 'WiFiClientSecure' : 'WiFiClient'} client;`,
      ...(isSecure
        ? ['  client.setInsecure();  // or setCACert(...), so that nobody can read the token on its way']
        : []),
      '  HTTPClient http;',
      `  http.begin(client, "${baseUrl}${one}");`,
      `  http.addHeader("Authorization", "Bearer ${token}");`,
      '  int status = http.POST(String(celsius));',
      '  if (status != 200) Serial.println(http.getString());  // says what was wrong',
      '  http.end();',
      '}',
    ]),
    snippet('telegraf', 'Telegraf', '', [
      '[[outputs.influxdb_v2]]',
      `  urls = ["${baseUrl}"]`,
      `  token = "${token}"`,
      '  organization = ""',
      '  bucket = ""',
    ]),
    snippet('prometheus', 'Prometheus', '', [
      'remote_write:',
      `  - url: ${baseUrl}${routes.remoteWrite.href()}`,
      '    authorization:',
      `      credentials: ${token}`,
    ]),
    snippet('opentelemetry', 'OpenTelemetry', '$ ', [
      `export OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=${baseUrl}${routes.otlpMetrics.href()}`,
      `export OTEL_EXPORTER_OTLP_HEADERS='Authorization=Bearer%20${token}'`,
      'export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_METRICS_EXPORTER=otlp OTEL_TRACES_EXPORTER=none',
    ]),
    snippet('docker', 'Docker', '$ ', [
      `docker run --rm ${isOwn ? '--network host ' : ''}curlimages/curl -H 'Authorization: Bearer ${token}' -d 21.4 '${baseUrl}${one}'`,
    ]),
    snippet('job', 'A nightly job', '$ ', [
      `echo "backup_bytes $(stat -c %s backup.tar)" | curl -H 'Authorization: Bearer ${token}' --data-binary @- '${baseUrl}${routes.pushJob.href({ job: 'backup' })}'`,
    ]),
  ];
}

function snippet(name: string, label: string, prompt: string, lines: readonly string[]): Snippet {
  return { name, label, prompt, text: lines.join('\n') };
}
