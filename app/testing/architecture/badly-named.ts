/** Words that say nothing about what is inside; a folder that only gathers has no subject. */
const EMPTY_WORDS = /^(index|utils?|helpers?|common|shared|lib|services?|misc|types)$/;
/** As `serve-screen.test.ts`: kebab-case, parts after dots included. */
const KEBAB_CASE = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

/** The paths with a part that is not in kebab-case or says nothing. */
export function badlyNamed(paths: readonly string[]): string[] {
  return paths.filter(path =>
    path.split('/').some(part => !KEBAB_CASE.test(part) || EMPTY_WORDS.test(part.replace(/\..*/, ''))),
  );
}
