/** What GraphiQL shows at first: signing in and the lots page. Lines are short enough for the editor's width. */
export function exampleQuery(account: { username: string; password: string } | null): string {
  const { username, password } = account ?? { username: '', password: '' };
  return `# 橙源 Chengyuan
#
# 1. 点三角形运行 SignIn，登录由浏览器的 cookie 保持。
#    Run SignIn with the triangle; a cookie keeps you in.
# 2. 再运行 Lots。 · Then run Lots.
#
# 关闭标签页后，这里写的一切都不再保留。
# What you write here is forgotten with the tab.
#
# 用令牌：不写 useCookie，要 token，填进下方 Headers：
# With a token: leave out useCookie, ask for token, and
# enter it below under Headers:
#   { "Authorization": "Bearer ..." }

mutation SignIn {
  signIn(input: {
    username: ${JSON.stringify(username)}
    password: ${JSON.stringify(password)}
    useCookie: true
  }) {
    ... on SignInPayload { expiresAt mustChangePassword }
    ... on Refused { reasons { code message } }
  }
}

query Lots {
  lots(first: 5) {
    edges {
      node {
        code
        state
        marketCode
        massGrams
        countyCodes
        members { batchCode cartonCount packer { nameZh nameEn } }
        checks { unity verdict }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;
}
