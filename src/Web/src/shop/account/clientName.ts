const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** What a program called itself, as people know it; null where it said nothing. */
export function clientName(client: string | null | undefined): string | null {
  if (!client) return null;
  const browser = browsers.find(([sign]) => sign.test(client))?.[1];
  const system = systems.find(([sign]) => sign.test(client))?.[1];
  if (browser === undefined) return client.split(/[ /]/, 1)[0] ?? client;
  return system === undefined ? browser : `${browser}, ${system}`;
}
