import type { SettingsProps } from './page.tsx';

/** Settings for programs: no secrets, and no hash that could end a session. */
export function settingsJson({ person, tokens, sessions, cardinality, facts, files }: SettingsProps) {
  return {
    ...(person && { person: { name: person.name, hasPassword: person.hasPassword } }),
    tokens: tokens.map(({ id, name, hint, scope, usedMs }) => ({ id, name, hint, scope, usedMs })),
    sessions: sessions.map(({ hash, userAgent, address, seenMs }) => ({
      ...{ userAgent, address, seenMs },
      isThis: hash === person?.sessionHash,
    })),
    series: cardinality,
    dashboardFiles: files.map(({ file, slug, standing }) => ({ file, slug, standing })),
    server: { ...Object.fromEntries(facts.words), files: facts.files, troubles: facts.troubles },
  };
}
