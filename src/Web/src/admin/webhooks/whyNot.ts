import { O } from '../../texts/office';

/** Why a delivery did not arrive, in words; as the store wrote it down where there are none. */
export function whyNot(error: string): string {
  const answered = /^answered (\d+)$/.exec(error);
  const silent = /^no answer within (\d+) s$/.exec(error);
  if (silent) return O.webhooks.noAnswer(silent[1]!);
  return answered ? O.webhooks.answered(answered[1]!) : (O.webhooks.errors[error] ?? error);
}
