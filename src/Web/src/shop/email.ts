/** Whether it may be an e-mail address, as the store sees it: something, an @, a domain, no spaces. */
export const isEmail = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text.trim());
