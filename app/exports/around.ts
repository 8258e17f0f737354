/** `telltale/around`: everything that the file of the technique itself offers. */
export * from '../scope/around.ts';
