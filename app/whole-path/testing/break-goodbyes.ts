/** Loaded before the server, by `--import`: a stream that is to end for good throws instead, as a fault of ours might. */
const { abort } = AbortController.prototype;

AbortController.prototype.abort = function breakGoodbyes(reason) {
  if (reason?.event === 'gone') throw new Error('no goodbye');
  abort.call(this, reason);
};
