const TOPIC = /^[-_A-Za-z0-9]{1,64}$/;

/** Topics that one subscription may name. */
const MAX_TOPICS_TOGETHER = 50;

/** Why a text cannot name a topic; undefined when it can. */
export function topicProblem(name: string): string | undefined {
  if (TOPIC.test(name)) return undefined;
  return `"${name.slice(0, 80)}" is no name of a topic: use 1 to 64 letters, digits, - and _.`;
}

/** Several topics behind commas, as in the address of a subscription; or what is wrong with them. */
export function readTopics(text: string): { readonly topics: readonly string[] } | { readonly problem: string } {
  const topics = [...new Set(text.split(',').filter(name => name !== ''))];
  if (topics.length > MAX_TOPICS_TOGETHER)
    return { problem: `${topics.length} topics at once; ask for at most ${MAX_TOPICS_TOGETHER}.` };
  const problem = topics.length === 0 ? topicProblem(text) : topics.map(topicProblem).find(Boolean);
  return problem === undefined ? { topics } : { problem };
}
