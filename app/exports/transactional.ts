/** `telltale/transactional`: everything that the file of the technique itself offers. */
export * from '../../db/transactional.ts';
