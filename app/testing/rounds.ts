/** How often a long proof repeats itself: a little in every run of the tests, in full under `npm run torture`. */
export function rounds({ ci, torture }: { readonly ci: number; readonly torture: number }): number {
  return process.env.TELLTALE_TORTURE ? torture : ci;
}
