# Not tried where it was written: see docs/operations.md, "In a container".
FROM node:24-bookworm-slim AS build
WORKDIR /opt/chengyuan
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
# The tools are needed to build, and are left behind. Without --no-save npm would rewrite the lock, from which is told
# whether what is built is current.
RUN npm install --no-save --include=dev --include=optional --no-audit --no-fund
COPY . .
RUN node -e "import('./scripts/lib/build.mjs').then(({ ensureBuilt }) => ensureBuilt())" \
  && npm prune --omit=dev --no-save --no-audit --no-fund

FROM node:24-bookworm-slim
WORKDIR /opt/chengyuan
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/chengyuan
COPY --from=build --chown=root:root /opt/chengyuan /opt/chengyuan
RUN mkdir -p /var/lib/chengyuan && chown node:node /var/lib/chengyuan
USER node
VOLUME /var/lib/chengyuan
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD node -e "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
ENTRYPOINT ["node", "scripts/run.mjs", "start"]
