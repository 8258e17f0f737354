import { wholeArea } from '../http/area.tsx';
import type { Area } from '../http/screen.ts';
import type { JobSources } from './job-sources.ts';
import type { LoadedJob } from './load-job.ts';
import { OutputLines } from './output-lines.tsx';

/** The newest lines of the run that is shown. */
export function outputArea({ timeZone }: Pick<JobSources, 'timeZone'>, { output }: LoadedJob): Area {
  return wholeArea(
    'job-output',
    <section class="sheet" id="job-output" aria-labelledby="job-output-title">
      <header class="sheet__head">
        <h2 id="job-output-title">Output</h2>
        {output && (
          <span class="sheet__note">
            run {output.run.number}, {output.lines.length === 1 ? '1 line' : `the last ${output.lines.length} lines`}
          </span>
        )}
      </header>
      {output && output.lines.length > 0 ? (
        <OutputLines lines={output.lines} timeZone={timeZone} />
      ) : (
        <p class="sheet__body soft">
          This run sent no line. <code>log and a line</code> adds one; so does the body of a ping.
        </p>
      )}
    </section>,
  );
}
