/** Attributes in the order in which they came; values as text, lists and maps as JSON. */
export type OtlpAttributes = readonly (readonly [key: string, value: string])[];
