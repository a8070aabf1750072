import { T } from '../../texts';

/** What is wrong with a new password, as far as the page can tell; the store looks closer. */
export const passwordProblem = (password: string): string | false => (password.trim().length < 8 ? T.account.passwordShort : false);
