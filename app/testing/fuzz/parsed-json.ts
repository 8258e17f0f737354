/** The value of a body, or undefined where it is no JSON: that is told by whoever takes the request. */
export function parsedJson(input: Buffer): unknown {
  try {
    return JSON.parse(input.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
