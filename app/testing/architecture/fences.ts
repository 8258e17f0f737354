/** Something that is done in one room only. */
export interface Fence {
  /** Says what and why, for whoever runs into it. */
  readonly sentence: string;
  /** Looked for in code without comments. */
  readonly pattern: RegExp;
  readonly room: RegExp;
  /** A line that breaks it outside of its room, and one that does not: they prove that it bites, and only what it should. */
  readonly broken: string;
  readonly kept: string;
}

export const FENCES: readonly Fence[] = [
  {
    sentence: "a driver's own transaction knows nothing of scopes: use transactional",
    pattern: /\.transaction\s*\(/,
    room: /^db\/(transactional\.ts$|transaction\/)/,
    broken: 'db.transaction(() => insert());',
    kept: 'state.transactional.batch(() => insert());',
  },
  {
    sentence: 'SQL that begins or ends a transaction goes behind the back of transactional',
    pattern: /\.(exec|prepare|run|pragma)\(\s*['"`]\s*(begin|commit|rollback|savepoint|release|end)\b/i,
    room: /^db\/(transaction\/|(migrate|lock-file|snapshot-file)\.ts$)/,
    broken: "connection.exec('BEGIN IMMEDIATE');",
    kept: "connection.prepare('select beginning from lines');",
  },
  {
    sentence: 'the body of a response is written by a pump or the pipeline: they see back-pressure, and count',
    pattern: /(?<!\bprocess\.(?:stdout|stderr)|\bcommits|\bLink)\.write\s*\(/,
    room: /^app\/(stream|http\/pipeline|cli)\//,
    broken: 'outgoing.write(bytes);',
    kept: "process.stdout.write('a line'); parts.commits.write(draft); Link.write(request, this);",
  },
  {
    sentence: 'the head of a response is written by the pipeline, or for a shared stream',
    pattern: /\.(writeHead|flushHeaders)\s*\(/,
    room: /^app\/http\/(pipeline\/|(write-stream-head|serve-frames|upgrade)\.ts$)/,
    broken: 'res.writeHead(200);',
    kept: 'new Response(null, { status: 200 });',
  },
  {
    sentence: 'streaming helpers encode and queue for each viewer: append to a stream buffer',
    pattern: /\bstream(SSE|Text)\b|\bhono\/streaming\b/,
    room: /^$/,
    broken: 'return streamSSE(c, write);',
    kept: 'return live.stream(request, scene);',
  },
  {
    sentence: 'a web stream is made from a cursor, or wraps a body in the pipeline',
    pattern: /\bnew (ReadableStream|TransformStream|WritableStream)\b/,
    room: /^app\/(stream|http\/pipeline)\//,
    broken: 'new ReadableStream({ pull });',
    kept: 'const body: ReadableStream = toReadable(cursor);',
  },
  {
    sentence: 'event streams are chosen by the router and served in one place',
    pattern: /text\/event-stream/,
    room: /^app\/http\/((serve-screen|serve-frames)\.ts$|routing\/)/,
    broken: "headers.set('Content-Type', 'text/event-stream');",
    kept: "headers.set('Content-Type', 'text/html');",
  },
  {
    sentence: 'the page has one stream, and components/live.tsx writes it',
    pattern: /\b(sse-(swap|connect|close)|hx-sse:|hx-ext=)/,
    room: /^components\/live\.tsx$/,
    broken: '<div hx-sse:connect={href} />',
    kept: "<script src={asset('vendor/hx-sse.js')} />; on('htmx:sse:error', stop);",
  },
  {
    sentence: 'a thing has one name everywhere: no default exports',
    pattern: /\bexport default\b/,
    room: /^$/,
    broken: 'export default function serve() {}',
    kept: "export { serve } from './serve.ts';",
  },
  {
    sentence: 'settings come from app/config.ts and its room, parsed and named',
    pattern: /\bprocess\.env\b/,
    room: /^app\/config(\.ts$|\/)/,
    broken: 'const port = process.env.PORT;',
    kept: 'const { port } = config;',
  },
];
