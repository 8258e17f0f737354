// @ts-check
/** Whether nobody sees the page. A dashboard on a wall is there for whoever passes, whatever its browser takes it for. */
export const isUnseen = () => document.hidden && document.documentElement.dataset.density !== 'tv';
