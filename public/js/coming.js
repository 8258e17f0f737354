// @ts-check
/** Takes away what stood in for the panels of a dashboard when they took their time: they are there when the page has been read. */
document.querySelector('.cloth--coming:has(~ *)')?.remove();
