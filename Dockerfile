FROM node:24-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production TELLTALE_HOST=0.0.0.0 TELLTALE_DATA=/data
WORKDIR /app
COPY --from=build /src/package.json ./
COPY --from=build /src/node_modules ./node_modules
COPY --from=build /src/dist ./dist
COPY --from=build /src/public ./public
COPY --from=build /src/db/migrations ./db/migrations
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8355
# Over https the certificate is for another name than this one.
HEALTHCHECK --interval=30s --timeout=3s CMD ["node", "-e", "const s = process.env.TELLTALE_TLS_CERT ? 's' : ''; process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; fetch(`http${s}://127.0.0.1:8355/healthz`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Little room for what is short-lived: docs/decisions/054-what-a-viewer-costs.md
CMD ["node", "--max-semi-space-size=4", "dist/app/cli.js"]
