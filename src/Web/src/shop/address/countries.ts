import { language } from '../../texts';

/** Of ISO 3166-1, without those where nobody lives. */
const codes =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

let named: readonly { readonly code: string; readonly name: string }[] | undefined;

/** All countries by their names in the language of the page. */
export function countries() {
  if (named === undefined) {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    named = codes
      .split(' ')
      .map(code => ({ code, name: names.of(code) ?? code }))
      .sort((a, b) => a.name.localeCompare(b.name, language));
  }

  return named;
}

/** A country's name; its code where it has none here. */
export const countryName = (code: string) => countries().find(c => c.code === code)?.name ?? code;

/** Where a browser of these languages is most likely: the first region that one of them names. */
export function likelyCountry(languages: readonly string[]): string | null {
  for (const l of languages) {
    const region = /^[a-z]{2,3}-(?:[A-Z][a-z]{3}-)?([A-Z]{2})$/.exec(l)?.[1];
    if (region !== undefined && codes.includes(region)) return region;
  }

  return null;
}
