/** Why a topic cannot be followed: a sentence for the client. */
export class TopicProblem extends Error {
  override readonly name = 'TopicProblem';
}
