const REFUSED = '... on Refused { reasons { code message path facts { name value } } }';

/**
 * A mutation whose answer is called `answer`, for `send` and `done`.
 *
 * @param payload what is asked of it, as `... on BatchPayload { batch { id } }`
 * @param refused what is asked of a refusal; left out: all that every reason says
 */
export const mutation = (name: string, payload: string, refused = REFUSED): string => {
  const input = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { answer: ${name}(input: $input) { __typename ${payload} ${refused} } }`;
};

/** A page of a list, whose answer is called `list`. @param filter the type of its filter */
export const listOf = (name: string, filter: string, node: string): string =>
  `query ($filter: ${filter}, $first: Int = 25, $after: String) { list: ${name}(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { ${node} } } } }`;
